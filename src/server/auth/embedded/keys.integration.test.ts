import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { authSigningKeys } from "@/server/db/schema";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anEmbeddedAuth, type EmbeddedAuthFixture } from "./embedded-fixture";
import { ANNOUNCED_FOR_MS, SIGNS_FOR_MS } from "./key-rotation";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: EmbeddedAuthFixture;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  server = anEmbeddedAuth(database.db);
});

const published = async () =>
  (await server.call<{ keys: { kid: string }[] }>("GET", "/.well-known/jwks.json")).body.keys.map(({ kid }) => kid);
const kidOf = (token: string) =>
  (JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as { kid: string }).kid;

test("keys rotate while people stay signed in: announced, then signing, then forgotten", async () => {
  const { body: first } = await server.signUp("ana@shop.example");
  server.advance(SIGNS_FOR_MS - ANNOUNCED_FOR_MS);
  await server.auth.tidy();
  const announced = await published();
  expect(announced).toHaveLength(2);
  server.advance(ANNOUNCED_FOR_MS - 60_000);
  const { body: before } = await server.refresh(first.refresh_token);
  expect(kidOf(before.access_token)).toBe(kidOf(first.access_token));
  server.advance(60_000);
  await server.auth.tidy();
  const { body: after } = await server.refresh(before.refresh_token);
  expect(announced).toContain(kidOf(after.access_token));
  expect(kidOf(after.access_token)).not.toBe(kidOf(first.access_token));
  // What the retired key signed a minute ago still counts.
  expect((await server.user(before.access_token)).status).toBe(200);
  server.advance(SIGNS_FOR_MS / 2);
  await server.auth.tidy();
  expect(await published()).toEqual([kidOf(after.access_token)]);
});

test("two processes that rotate at the same moment end with one key that signs", async () => {
  const other = anEmbeddedAuth(database.db);
  await server.signUp("ana@shop.example");
  for (const step of [SIGNS_FOR_MS - ANNOUNCED_FOR_MS, ANNOUNCED_FOR_MS]) {
    for (const one of [server, other]) one.advance(step);
    await Promise.all([server.auth.tidy(), other.auth.tidy()]);
  }
  const rows = await database.db.select().from(authSigningKeys);
  expect(rows.map(({ status }) => status).sort()).toEqual(["current", "previous"]);
  const { body } = await other.signIn("ana@shop.example");
  expect((await server.user(body.access_token)).status).toBe(200);
});
