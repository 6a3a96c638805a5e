import type { IncomingMessage, ServerResponse } from "node:http";
import { can, type Permission } from "@/domain/access/roles";
import type { HttpPort } from "@/server/auth/http";
import type { AuthService } from "@/server/auth/service";
import type { Database } from "@/server/db/client";
import { findRole } from "@/server/team/queries";
import { refuse } from "./refusal";

export interface MemberGateDeps {
  db: Database;
  auth: Pick<AuthService, "readSession">;
  httpPort: (req: IncomingMessage, res: ServerResponse) => HttpPort;
}

export interface GatedRequest {
  req: IncomingMessage;
  res: ServerResponse;
  pathname: string;
}

interface Gate {
  /** Its first group is the account's id, its second that of the file: ids and nothing else, no part is ever a path. */
  path: RegExp;
  permission: Permission;
  /** Said to outsiders and of what isn't there, alike: they learn neither of accounts nor of files. */
  missing: string;
}

/**
 * Who asks for a file of an account, by the session of their browser. Undefined to anybody who may not have it: then
 * the request has been answered.
 */
export async function admitMember(
  deps: MemberGateDeps,
  { req, res, pathname }: GatedRequest,
  { path, permission, missing }: Gate,
): Promise<{ accountId: string; fileId: string } | undefined> {
  if (req.method !== "GET" && req.method !== "HEAD") {
    res.setHeader("allow", "GET, HEAD");
    return refuse(res, 405, "Files can only be read.");
  }
  const session = await deps.auth.readSession(deps.httpPort(req, res));
  if (!session) return refuse(res, 401, "Your session has ended. Sign in again.");
  const [, accountId, fileId] = path.exec(pathname) ?? [];
  const role = accountId ? await findRole(deps.db, { accountId, userId: session.user.id }) : undefined;
  if (!accountId || !fileId || !role) return refuse(res, 404, missing);
  if (!can(role, permission)) return refuse(res, 403, "Your role doesn't allow this.");
  return { accountId, fileId };
}

/**
 * What every file is sent with. Whatever it holds, a browser shows or plays it only inside our own pages and never runs
 * it, and what one member may see is kept for nobody else.
 * @param keep `no-cache`: kept by the one browser that was allowed to read it, and asked for again each time, because a
 * member may have left; `no-store`: not kept at all
 */
export function setFileHeaders(
  res: ServerResponse,
  { type, disposition, keep }: { type: string; disposition: string; keep: "no-cache" | "no-store" },
): void {
  res.setHeader("content-type", type);
  res.setHeader("content-disposition", disposition);
  res.setHeader("x-content-type-options", "nosniff");
  res.setHeader("content-security-policy", "default-src 'none'; sandbox");
  res.setHeader("cross-origin-resource-policy", "same-origin");
  res.setHeader("cache-control", `private, ${keep}`);
  res.setHeader("vary", "Cookie");
}
