import { afterAll, beforeAll, describe, test } from "vitest";
import { openTestDatabase } from "@/test/database";
import { createEmbeddedAuth } from "../embedded-auth";
import { openHttp, openInProcess, runCheck, type Transport } from "./contract-harness";
import { EVERY_CHECK } from "./every-contract";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe.each([
  { name: "in process", open: openInProcess },
  { name: "over HTTP", open: openHttp },
])("the official client, $name", ({ open }) => {
  let transport: Transport;
  beforeAll(async () => {
    transport = await open();
  });
  afterAll(() => transport.close());

  describe.each(Object.entries(EVERY_CHECK))("%s", (_about, checks) => {
    test.each(checks)("$name", (check) => runCheck(check, { database, transport, createEmbeddedAuth }));
  });
});
