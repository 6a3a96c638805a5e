import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { can, ROLES } from "@/domain/access/roles";
import { DEFAULT_CHANNEL_SETTINGS } from "@/domain/messaging/channel-settings";
import type { Services } from "@/server/services";
import { openTestDatabase } from "@/test/database";
import { aMember, anAccount, aUser } from "@/test/factories";
import { appRouter, createCaller } from "./root";
import type { Context, Meta } from "./trpc";

interface ProcedureInfo {
  path: string;
  meta: Meta;
}

const procedures: ProcedureInfo[] = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { meta?: Meta } }>,
).map(([path, procedure]) => ({ path, meta: procedure._def.meta ?? {} }));
const perAccount = procedures.flatMap(({ path, meta }) =>
  meta.permission ? [{ path, permission: meta.permission }] : [],
);

/** What the bodies that take more than an account need to be reached. */
const INPUTS: Record<string, object> = {
  "connection.saveSettings": { settings: DEFAULT_CHANNEL_SETTINGS },
};

const UNLIMITED: Services["requestLimits"] = { take: async () => ({ ok: true }), openStream: () => () => undefined };
const REACHED = new Error("the body was reached");
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let accountId: string;
let foreignAccountId: string;
const users = new Map<string, { id: string; email: string }>();

beforeAll(async () => {
  database = await openTestDatabase();
  accountId = (await anAccount(database.db)).id;
  foreignAccountId = (await anAccount(database.db)).id;
  for (const role of ROLES) {
    const user = await aUser(database.db);
    await aMember(database.db, { accountId, userId: user.id, role });
    users.set(role, user);
  }
});
afterAll(() => database.close());

/** Calls a procedure and says how it ended; every service but the database throws when it is touched. */
async function call(
  path: string,
  user: { id: string; email: string } | null,
  input: unknown,
): Promise<TRPCError["code"] | "reached"> {
  const services = new Proxy({ db: database.db } as Services, {
    get: (target, key) => {
      if (key === "db") return target.db;
      if (key === "requestLimits") return UNLIMITED;
      throw REACHED;
    },
  });
  const sessionId = user && "a-session";
  const caller = createCaller({ services, http: {} as Context["http"], user, sessionId, isDeveloper: false });
  const procedure = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], caller);
  try {
    const result = await (procedure as (input: unknown) => Promise<unknown>)(input);
    // A subscription answers with a generator; its body runs with the first step.
    if (result && typeof result === "object" && Symbol.asyncIterator in result) await (result as AsyncGenerator).next();
    return "reached";
  } catch (error) {
    if (error instanceof TRPCError && error.cause !== REACHED) return error.code;
    return "reached";
  }
}

test("every procedure declares a permission, or says that it is open and to whom", () => {
  expect(procedures.length).toBeGreaterThan(15);
  expect(procedures.filter(({ meta }) => !meta.permission && !meta.open)).toEqual([]);
});

test("open to anyone are only signing in and answering invitations", () => {
  expect(
    procedures
      .filter(({ meta }) => meta.open === "anyone")
      .map(({ path }) => path)
      .sort(),
  ).toEqual([
    "auth.confirm",
    "auth.me",
    "auth.requestPasswordReset",
    "auth.resendConfirmation",
    "auth.settings",
    "auth.signIn",
    "auth.signOut",
    "auth.signUp",
    "invitation.decline",
    "invitation.get",
    "invitation.signUp",
  ]);
});

describe.each(perAccount)("$path needs $permission", ({ path, permission }) => {
  test("nobody signed in: UNAUTHORIZED", async () => {
    expect(await call(path, null, { accountId })).toBe("UNAUTHORIZED");
  });

  test("a member of another account learns nothing: NOT_FOUND", async () => {
    for (const role of ROLES)
      expect(await call(path, users.get(role) ?? null, { accountId: foreignAccountId })).toBe("NOT_FOUND");
    expect(await call(path, users.get("owner") ?? null, { accountId: "acc_none" })).toBe("NOT_FOUND");
  });

  test.each(ROLES)("%s", async (role) => {
    const outcome = await call(path, users.get(role) ?? null, { accountId, ...INPUTS[path] });
    if (can(role, permission)) expect(INPUTS[path] ? ["reached"] : ["reached", "BAD_REQUEST"]).toContain(outcome);
    else expect(outcome).toBe("FORBIDDEN");
  });
});
