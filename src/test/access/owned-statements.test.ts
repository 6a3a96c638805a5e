import { describe, expect, test } from "vitest";
import { ownedByAccount, ownedByMember, ownedByUser, TENANT_TABLES, unboundTables } from "./owned-statements";

test("tables of accounts are found by their column", () => {
  expect(TENANT_TABLES).toEqual(expect.arrayContaining(["documents", "messages", "members", "audit_entries"]));
  expect(TENANT_TABLES.includes("users")).toBe(false);
  expect(TENANT_TABLES.length).toBeGreaterThan(20);
});

const ours = "acc_ours";

describe("a statement that says whose rows it is about", () => {
  test.each([
    [`select "id" from "documents" where "documents"."account_id" = $1`, [ours]],
    [`select 1 from "documents" d where d.account_id = $1 and d.id = $2`, [ours, "doc_1"]],
    [`delete from "documents" where account_id = $2 and id = $1`, ["doc_1", ours]],
    [
      `update "documents" set "status" = $1 where ("documents"."account_id" = $2 and "documents"."id" = $3)`,
      ["", ours, ""],
    ],
    [`insert into "documents" ("id", "account_id") values ($1, $2)`, ["doc_1", ours]],
    [
      `select 1 from "messages" inner join "turns" on ("turns"."account_id" = "messages"."account_id") where "messages"."account_id" = $1`,
      [ours],
    ],
    [
      `select 1 from "invitations" inner join "accounts" on "accounts"."id" = "invitations"."account_id" where "accounts"."id" = $1`,
      [ours],
    ],
    [`select "email" from "users" where "users"."id" = $1`, ["a"]],
  ])("%s", (sql, params) => expect(unboundTables({ sql, params }, ownedByAccount(ours))).toEqual([]));
});

describe("a statement that does not", () => {
  test.each([
    [`select "id" from "documents" where "documents"."id" = $1`, ["doc_1"], ["documents documents"]],
    [`select "id" from "documents" where "documents"."account_id" = $1`, ["acc_other"], ["documents documents"]],
    [`select 1 from "messages" m join "turns" t on t.id = m.turn_id where m.account_id = $1`, [ours], ["turns t"]],
    [
      `select 1 from "messages" where "messages"."account_id" = $1 and exists (select 1 from "messages" "later" where "later"."seq" > 1)`,
      [ours],
      ["messages later"],
    ],
    [`delete from "outbox" where "outbox"."id" = $1`, ["out_1"], ["outbox outbox"]],
    [
      `select 1 from "messages" where account_id = $1 and exists (select 1 from "outbox" o where o.id = 'x')`,
      [ours],
      ["outbox o"],
    ],
  ])("%s", (sql, params, unbound) => expect(unboundTables({ sql, params }, ownedByAccount(ours))).toEqual(unbound));
});

test("what is a person's own says whose it is", () => {
  const own = ownedByUser("ana");
  const bySession = `select 1 from "user_sessions" where "user_sessions"."id" = $1`;
  expect(unboundTables({ sql: `${bySession} and "user_sessions"."user_id" = $2`, params: ["s", "ana"] }, own)).toEqual(
    [],
  );
  expect(unboundTables({ sql: bySession, params: ["s"] }, own)).toEqual(["user_sessions user_sessions"]);
  expect(unboundTables({ sql: `delete from "users" where "users"."id" = $1`, params: ["bo"] }, own)).toEqual([
    "users users",
  ]);
});

test("a list of somebody's accounts hangs together with their memberships", () => {
  const list = `select 1 from "members" inner join "accounts" on "accounts"."id" = "members"."account_id" where "members"."user_id" = $1`;
  expect(unboundTables({ sql: list, params: ["ana"] }, ownedByMember("ana"))).toEqual([]);
  const count = `select (select count(*) from "documents"), 1 from "members" where "members"."user_id" = $1`;
  expect(unboundTables({ sql: count, params: ["ana"] }, ownedByMember("ana"))).toEqual(["documents documents"]);
});
