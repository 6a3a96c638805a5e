import type { IncomingMessage, ServerResponse } from "node:http";
import { can, type Permission, type Role } from "@/domain/access/roles";
import type { Actor } from "@/server/audit/actor";
import type { HttpPort } from "@/server/auth/http";
import type { AuthService } from "@/server/auth/service";
import type { Database } from "@/server/db/client";
import { findRole } from "@/server/team/queries";
import { refuse } from "./refusal";

export const EXPORT_PREFIX = "/export/";

export interface ExportDeps {
  db: Database;
  auth: Pick<AuthService, "readSession">;
  httpPort: (req: IncomingMessage, res: ServerResponse) => HttpPort;
}

export interface ExportRequest {
  req: IncomingMessage;
  res: ServerResponse;
  pathname: string;
}

/**
 * Who asks for a download of what an account holds. Undefined to anybody who may not have it: then the request has been
 * answered.
 * @param path its first group is the account's id, its second, if any, that of a row
 */
export async function admitToExport(
  deps: ExportDeps,
  { req, res, pathname }: ExportRequest,
  { path, permission, missing }: { path: RegExp; permission: Permission; missing: string },
): Promise<{ accountId: string; rowId: string; role: Role; actor: Actor } | undefined> {
  if (req.method !== "GET") {
    res.setHeader("allow", "GET");
    return refuse(res, 405, "This can only be read.");
  }
  const http = deps.httpPort(req, res);
  // It leaves the house, so the auth server is asked whether the session still exists.
  const session = await deps.auth.readSession(http, { strict: true });
  if (!session) return refuse(res, 401, "Your session has ended. Sign in again.");
  const [, accountId, rowId = ""] = path.exec(pathname) ?? [];
  const role = accountId ? await findRole(deps.db, { accountId, userId: session.user.id }) : undefined;
  if (!accountId || !role) return refuse(res, 404, missing);
  if (!can(role, permission)) return refuse(res, 403, "Your role doesn't allow this.");
  const { id: userId, email } = session.user;
  return { accountId, rowId, role, actor: { userId, email, ipAddress: http.clientAddress, userAgent: http.userAgent } };
}
