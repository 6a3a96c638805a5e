import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "@/server/api/trpc";
import { isSameOriginMutation } from "@/server/auth/origin";
import type { Runtime } from "@/server/runtime";
import { isDeveloperRequest } from "./developer";
import { refuse } from "./refusal";
import { requestLanguage } from "./request-language";

/** What one HTTP request needs of the running process. */
export type RequestRuntime = Pick<Runtime, "env" | "logger" | "services" | "httpPort">;

/** Answers 403 to a mutation that was not sent by our own pages, and says whether it did. */
export function refuseForeignMutation(req: IncomingMessage, res: ServerResponse, runtime: RequestRuntime): boolean {
  if (req.method === "GET" || req.method === "HEAD") return false;
  if (isSameOriginMutation(req.headers, { publicUrl: runtime.env.PARLEY_PUBLIC_URL, host: req.headers.host }))
    return false;
  refuse(
    res,
    403,
    "This request didn't come from Parley's own pages, so it was refused. Open Parley in a new tab and try again.",
  );
  return true;
}

/** What procedures of one HTTP request share. Mutations ask the auth server whether the session still exists. */
export async function contextOf(runtime: RequestRuntime, req: IncomingMessage, res: ServerResponse): Promise<Context> {
  const http = runtime.httpPort(req, res);
  const session = await runtime.services.auth.readSession(http, { strict: req.method === "POST" });
  return {
    services: runtime.services,
    http,
    user: session?.user ?? null,
    sessionId: session?.sessionId ?? null,
    isDeveloper: isDeveloperRequest(req, runtime.env),
    language: requestLanguage(req),
  };
}
