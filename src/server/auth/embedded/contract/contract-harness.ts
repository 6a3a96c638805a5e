import { createClient } from "@supabase/supabase-js";
import { silentLogger } from "@/server/logger";
import type { OutgoingMail } from "@/server/mail/mail";
import { type openTestDatabase, truncateAll } from "@/test/database";
import { serveAuth } from "../../../../../scripts/auth-serve/listen";
import type { createEmbeddedAuth, EmbeddedAuth, EmbeddedAuthOptions } from "../embedded-auth";
import { readMail } from "../embedded-fixture";

export const ANA = { email: "ana@shop.example", password: "tangerine lamp at dawn" };
export const BO = { email: "bo@shop.example", password: "a violin under the stairs" };
/** Where links lead back to. */
export const SITE = "https://shop.example";

/** A promise of the auth server, as a function that throws when it is broken, so that it can be held to broken servers too. */
export interface Check {
  /** Names the promise; unique. */
  name: string;
  /** What the server is set up with. */
  options?: Partial<EmbeddedAuthOptions>;
  run(world: ContractWorld): Promise<void>;
}

export type AuthClient = ReturnType<typeof createClient>["auth"];

/** A server without users, and what the world outside can do with it. */
export interface ContractWorld {
  /** Somebody else's device each time; `key` is the project key it sends. */
  newClient(options?: { flowType?: "implicit" | "pkce"; key?: string }): AuthClient;
  /** A program with an administrator's key. */
  newAdmin(): Promise<AuthClient["admin"]>;
  /** A request as it stands; redirects are not followed. @param path below the endpoint, such as `/verify?…` */
  send(path: string, init?: RequestInit): Promise<Response>;
  /** What somebody finds in the last mail to them. @throws Error when there is none */
  lastMail(to: string): ReturnType<typeof readMail>;
  countMails(to: string): number;
  /** Lets the server's clock go on. */
  advance(ms: number): void;
}

/** A way from the client to the server. */
export interface Transport {
  url: string;
  fetch: typeof fetch;
  /** Whoever answers from now on. */
  serve(handle: EmbeddedAuth["handle"]): void;
  close(): Promise<void>;
}

const nobody: EmbeddedAuth["handle"] = async () => new Response(null, { status: 503 });

/** As in the product itself: nothing leaves the process. */
export async function openInProcess(): Promise<Transport> {
  let handle = nobody;
  return {
    url: "http://auth.test",
    fetch: (input, init) => handle(new Request(input, init), { clientAddress: "127.0.0.1" }),
    serve: (next) => {
      handle = next;
    },
    close: async () => undefined,
  };
}

/** As `npm run auth:serve` answers. */
export async function openHttp(): Promise<Transport> {
  let handle = nobody;
  const server = await serveAuth(0, () => (request, origin) => handle(request, origin));
  return {
    url: server.url,
    fetch,
    serve: (next) => {
      handle = next;
    },
    close: () => server.close(),
  };
}

interface Place {
  database: Awaited<ReturnType<typeof openTestDatabase>>;
  transport: Transport;
  /** The server under test, which may be one with a fault. */
  createEmbeddedAuth: typeof createEmbeddedAuth;
}

let clients = 0;

/** Holds a server to one promise. @throws whatever the check throws when the promise is broken */
export async function runCheck(check: Check, place: Place): Promise<void> {
  await truncateAll(place.database);
  await check.run(newWorld(place, check.options));
}

function newWorld({ database, transport, createEmbeddedAuth }: Place, options: Check["options"]): ContractWorld {
  const mails: OutgoingMail[] = [];
  let aheadMs = 0;
  const auth = createEmbeddedAuth({
    db: database.db,
    now: () => new Date(Date.now() + aheadMs),
    logger: silentLogger(),
    options: {
      issuer: `${transport.url}/auth/v1`,
      isSignUpOpen: true,
      siteUrl: () => SITE,
      mailer: { send: async (_tx, mail) => void mails.push(mail) },
      ...options,
    },
  });
  transport.serve(auth.handle);
  const newClient: ContractWorld["newClient"] = ({ flowType = "implicit", key = "anon" } = {}) =>
    createClient(transport.url, key, {
      global: { fetch: transport.fetch },
      // Clients with one storage key share a cache of keys, and would hear of each other's sign-outs.
      auth: { autoRefreshToken: false, persistSession: false, storageKey: `client-${clients++}`, flowType },
    }).auth;
  return {
    newClient,
    newAdmin: async () => newClient({ key: await auth.adminToken() }).admin,
    send: (path, init) => transport.fetch(`${auth.issuer}${path}`, { redirect: "manual", ...init }),
    lastMail: (to) => readMail(mails.findLast((mail) => mail.to === to)?.mail),
    countMails: (to) => mails.filter((mail) => mail.to === to).length,
    advance: (ms) => {
      aheadMs += ms;
    },
  };
}
