import { describe, expect, test } from "vitest";
import { closing, switchGates } from "./gates";

const kindsIn = (file: string, source: string) => switchGates(file, source).gates.map(({ kind, code }) => [kind, code]);

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: source text that holds templates
describe("a gate is found", () => {
  test.each([
    [
      "src/server/x/queries.ts",
      "where(and(eq(a.accountId, key.accountId), b))",
      "whose rows",
      "eq(a.accountId, key.accountId)",
    ],
    ["src/server/x/queries.ts", "eq(accounts.id, accountId)", "whose rows", "eq(accounts.id, accountId)"],
    [
      "src/server/x/queries.ts",
      "sql`select 1 where m.account_id = ${accountId} and true`",
      "whose rows",
      "m.account_id = ${accountId}",
    ],
    [
      "src/server/api/trpc.ts",
      'if (!can(role, x)) throw new TRPCError({ code: "FORBIDDEN" })',
      "refusal",
      "(!can(role, x))",
    ],
    ["src/server/http/media.ts", "if (!session) return refuse(res, 401)", "refusal", "(!session)"],
    ["src/server/x/router.ts", "mayReadNumbers(ctx.role) ? a : b", "what is hidden", "mayReadNumbers(ctx.role)"],
    [
      "src/server/x/router.ts",
      "await auth.checkPassword({ email: a(b) }, c);",
      "the password again",
      "await auth.checkPassword({ email: a(b) }, c)",
    ],
  ])("in %s: %s", (file, source, kind, code) => expect(kindsIn(file, source)).toEqual([[kind, code]]));
});

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: source text that holds templates

describe("what is no gate", () => {
  test.each([
    ["src/server/x/queries.ts", "eq(documents.id, id)"],
    ["src/server/x/router.ts", "import { accountProcedure, userProcedure } from 'x'"],
    ["src/server/x/service.ts", "if (!row) throw new Error()"],
    ["src/server/http/media.ts", "if (isLong) shorten()"],
  ])("in %s: %s", (file, source) => expect(kindsIn(file, source)).toEqual([]));
});

test("the switched source does the same until a gate is off", () => {
  const { source, gates } = switchGates("src/server/api/trpc.ts", "if (!isAllowed) throw new TRPCError('refused');");
  const run = (isOff: boolean, isAllowed: boolean) =>
    new Function("__gates", "isAllowed", "TRPCError", source)(
      { isOff: (id: string) => isOff && id === gates[0]?.id },
      isAllowed,
      Error,
    );
  expect(() => run(false, false)).toThrow("refused");
  expect(() => run(false, true)).not.toThrow();
  expect(() => run(true, false)).not.toThrow();
});

test("brackets are matched", () => {
  expect(closing("a(b(c), [d])e", 1)).toBe(12);
  expect(() => closing("a(b", 1)).toThrow();
});
