/**
 * `npm run -s bench:sign-in`: how much longer the embedded sign-in takes to refuse a wrong password of a known user than
 * an unknown address; whoever can tell the two apart learns who has a user here. Both take turns in one run. Prints one
 * JSON object.
 */
import { randomBytes } from "node:crypto";
import { createEmbeddedAuth } from "@/server/auth/embedded/embedded-auth";
import { silentLogger } from "@/server/logger";
import { openOwnDatabase } from "@/test/database";
import { median, rounded } from "./statistics";

const ROUNDS = 40;
const WARM_UPS = 5;
const ISSUER = "http://auth.test/auth/v1";
const KNOWN = "known@shop.example";
/** As long as the known one. */
const UNKNOWN = "never@shop.example";

const UNLIMITED = { attempts: 1_000_000, windowMs: 1000 };

const database = await openOwnDatabase();
const auth = createEmbeddedAuth({
  db: database.db,
  now: () => new Date(),
  logger: silentLogger(),
  options: {
    issuer: ISSUER,
    isSignUpOpen: true,
    // Counted as ever, and never met.
    limits: { signInByAccount: UNLIMITED, signInByAddress: UNLIMITED },
  },
});

async function post(path: string, body: object, expectedStatus: number): Promise<number> {
  const request = new Request(ISSUER + path, { method: "POST", body: JSON.stringify(body) });
  const startedAt = performance.now();
  const response = await auth.handle(request, { clientAddress: "127.0.0.1" });
  const elapsedMs = performance.now() - startedAt;
  if (response.status !== expectedStatus)
    throw new Error(`${path} answered ${response.status}, not ${expectedStatus}.`);
  return elapsedMs;
}

const refuse = (email: string) =>
  post("/token?grant_type=password", { email, password: "not the password of anybody" }, 400);

try {
  await post("/signup", { email: KNOWN, password: randomBytes(16).toString("hex") }, 200);
  const times: Record<string, number[]> = { [KNOWN]: [], [UNKNOWN]: [] };
  for (let round = -WARM_UPS; round < ROUNDS; round++)
    // Each goes first as often as the other.
    for (const email of round % 2 === 0 ? [KNOWN, UNKNOWN] : [UNKNOWN, KNOWN]) {
      const elapsedMs = await refuse(email);
      if (round >= 0) times[email]!.push(elapsedMs);
    }
  const [known, unknown] = [median(times[KNOWN]!), median(times[UNKNOWN]!)];
  const figures = {
    n: ROUNDS,
    knownMsP50: rounded(known, 2),
    unknownMsP50: rounded(unknown, 2),
    differencePercent: rounded((Math.abs(known - unknown) / known) * 100, 2),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await database.close();
}
