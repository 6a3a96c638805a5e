import { TRPCError } from "@trpc/server";
import { appRouter, createCaller } from "@/server/api/root";
import type { Meta } from "@/server/api/trpc";
import { CookieJar } from "@/server/auth/auth-fixture";
import { isAppError } from "@/server/errors";
import type { Services } from "@/server/services";
import type { Person } from "./world";

export interface Procedure {
  path: string;
  type: "query" | "mutation" | "subscription";
  meta: Meta;
  /** The schemas of its input, the gate's first. */
  inputs: unknown[];
}

/** Every procedure that the router serves: what is added to it is here by itself. */
export const PROCEDURES: readonly Procedure[] = Object.entries(
  appRouter._def.procedures as unknown as Record<
    string,
    { _def: { meta?: Meta; type: Procedure["type"]; inputs: unknown[] } }
  >,
).map(([path, { _def }]) => ({ path, type: _def.type, meta: _def.meta ?? {}, inputs: _def.inputs }));

export interface Answer {
  /** "ok", or the code of the refusal. */
  outcome: TRPCError["code"] | "ok";
  data: unknown;
  /** What went wrong where nothing should. */
  error?: unknown;
}

/** Calls a procedure as the person's browser would have it called, session and all. */
export async function call(
  path: string,
  { services, person, input, isDeveloper = false }: CallOptions,
): Promise<Answer> {
  const browser = person?.browser.copy() ?? new CookieJar();
  try {
    const data = await browser.request(async (http) => {
      const session = await services.auth.readSession(http, { strict: true });
      const { user = null, sessionId = null } = session ?? {};
      const caller = createCaller({ services, http, user, sessionId, isDeveloper });
      const procedure = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], caller);
      return firstOf(await (procedure as (input: unknown) => Promise<unknown>)(input));
    });
    return { outcome: "ok", data };
  } catch (error) {
    const isRefusal = error instanceof TRPCError && (error.code !== "INTERNAL_SERVER_ERROR" || isAppError(error.cause));
    const outcome = error instanceof TRPCError ? error.code : "INTERNAL_SERVER_ERROR";
    return { outcome, data: null, ...(isRefusal ? {} : { error }) };
  }
}

export interface CallOptions {
  services: Services;
  person: Person | null;
  input: unknown;
  isDeveloper?: boolean;
}

/** A subscription's body runs with its first item. */
async function firstOf(result: unknown): Promise<unknown> {
  if (!result || typeof result !== "object" || !(Symbol.asyncIterator in result)) return result;
  const stream = result as AsyncGenerator;
  const { value } = await stream.next();
  await stream.return(undefined);
  return value;
}
