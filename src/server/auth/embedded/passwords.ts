import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { AuthFault } from "./protocol";

/** OWASP's parameters for argon2id: 19 MiB, two passes; about 30 ms. Hosted Supabase accepts the resulting strings. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
/** Each hash takes 19 MiB, and more at once than cores only makes all of them slower. */
const MAX_RUNNING = 4;
/** About a second of work; whoever comes later is told to come again rather than kept waiting. */
const MAX_WAITING = 64;

/** Well-formed and matched by no password: unknown users cost what known ones do. */
const DUMMY_HASH = phcString(Buffer.alloc(SALT_BYTES), Buffer.alloc(TAG_BYTES));

export interface PasswordHasher {
  /** The PHC string of a new random salt and the password. */
  hash(password: string): Promise<string>;
  /** False for a wrong password and, after the same work, for an undefined hash (no such user). */
  verify(password: string, storedHash: string | undefined): Promise<boolean>;
}

/** @throws AuthFault over_request_rate_limit when too many hashes are waiting */
export function createPasswordHasher(): PasswordHasher {
  const runLimited = createGate(MAX_RUNNING, MAX_WAITING);
  return {
    hash: async (password) => {
      const salt = randomBytes(SALT_BYTES);
      return phcString(salt, await runLimited(() => derive(password, salt)));
    },
    verify: async (password, storedHash) => {
      const stored = parsePhc(storedHash ?? DUMMY_HASH);
      const tag = await runLimited(() => derive(password, stored.salt, stored.cost, stored.tag.length));
      return timingSafeEqual(tag, stored.tag) && storedHash !== undefined;
    },
  };
}

type Cost = Pick<Argon2Parameters, "memory" | "passes" | "parallelism">;

function derive(password: string, salt: Buffer, cost: Cost = COST, tagLength = TAG_BYTES): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2("argon2id", { message: password, nonce: salt, tagLength, ...cost }, (error, tag) =>
      error ? reject(error) : resolve(tag),
    );
  });
}

/** `$argon2id$v=19$m=…,t=…,p=…$salt$tag`, base64 without padding. */
function phcString(salt: Buffer, tag: Buffer): string {
  const encode = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${encode(salt)}$${encode(tag)}`;
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function parsePhc(text: string): { cost: Cost; salt: Buffer; tag: Buffer } {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(text) ?? [];
  if (salt === undefined || tag === undefined) throw new Error("a stored password hash is not an argon2id PHC string");
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, "base64"),
    tag: Buffer.from(tag, "base64"),
  };
}

/** Runs at most `maxRunning` tasks at once, the others in their order of arrival. */
function createGate(maxRunning: number, maxWaiting: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <Result>(task: () => Promise<Result>): Promise<Result> => {
    if (running >= maxRunning) {
      if (waiting.length >= maxWaiting) throw AuthFault.rateLimited(5_000);
      // Whoever finishes hands its place over, so `running` stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
