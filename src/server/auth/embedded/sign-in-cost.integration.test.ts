import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { authUsers } from "@/server/db/schema";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anEmbeddedAuth, type EmbeddedAuthFixture, PASSWORD } from "./embedded-fixture";

// What takes time is counted rather than timed: on a busy machine no two times are alike. For the times themselves see
// `npm run -s bench:sign-in`.

const { hashes } = vi.hoisted(() => ({ hashes: [] as object[] }));
vi.mock("node:crypto", async (importOriginal) => {
  const original = await importOriginal<typeof import("node:crypto")>();
  const argon2: typeof original.argon2 = (algorithm, parameters, callback) => {
    const { message, nonce, ...cost } = parameters;
    hashes.push({ algorithm, ...cost, messageBytes: Buffer.byteLength(message), nonceBytes: Buffer.byteLength(nonce) });
    original.argon2(algorithm, parameters, callback);
  };
  return { ...original, argon2 };
});

const EMAIL = "ana@shop.example";
const queries: string[] = [];

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: EmbeddedAuthFixture;
beforeAll(async () => {
  database = await openTestDatabase();
  const session: { prepareQuery(query: { sql: string }, ...rest: unknown[]): unknown } = Reflect.get(
    database.db,
    "session",
  );
  const prepareQuery = session.prepareQuery.bind(session);
  session.prepareQuery = (query, ...rest) => {
    queries.push(query.sql);
    return prepareQuery(query, ...rest);
  };
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  server = anEmbeddedAuth(database.db);
  await server.signUp(EMAIL);
});

/** All the hashes and statements of one refused sign-in. */
async function workOf(email: string, password: string) {
  hashes.length = 0;
  queries.length = 0;
  expect((await server.signIn(email, password)).body.code).toBe("invalid_credentials");
  return { hashes: [...hashes], queries: [...queries] };
}

test.each([
  { who: "a user", column: {} },
  { who: "a user who has not confirmed the address", column: { emailConfirmedAt: null } },
  { who: "a banned user", column: { bannedUntil: new Date("2027-01-01") } },
  { who: "an invited user who has no password yet", column: { passwordHash: null } },
])("refusing an unknown address is the same work as refusing $who", async ({ column }) => {
  if (Object.keys(column).length > 0) await database.db.update(authUsers).set(column).where(eq(authUsers.email, EMAIL));
  for (const password of ["wrong", "", "x".repeat(5000)]) {
    const known = await workOf(EMAIL, password);
    expect(await workOf("bo@shop.example", password)).toEqual(known);
    expect(known.hashes).toHaveLength(1);
    expect(known.queries.length).toBeGreaterThan(0);
  }
});

test("the work counted is that of a real password", async () => {
  hashes.length = 0;
  expect((await server.signIn(EMAIL, PASSWORD)).status).toBe(200);
  const cost = { algorithm: "argon2id", memory: 19_456, passes: 2, parallelism: 1, tagLength: 32, nonceBytes: 16 };
  expect(hashes).toEqual([{ ...cost, messageBytes: PASSWORD.length }]);
});
