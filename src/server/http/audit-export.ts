import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { can, type Permission } from "@/domain/access/roles";
import { csvLine } from "@/domain/words/csv";
import { type AuditLine, readWholeLog } from "@/server/audit/log";
import { recordAudit } from "@/server/audit/service";
import type { HttpPort } from "@/server/auth/http";
import type { AuthService } from "@/server/auth/service";
import type { Database } from "@/server/db/client";
import { findRole } from "@/server/team/queries";
import { refuse } from "./refusal";

export const EXPORT_PREFIX = "/export/";
export const EXPORT_PERMISSION: Permission = "audit.read";
const EXPORT_PATH = /^\/export\/audit\/([a-z]+_[0-9a-z]{1,34})\.csv$/;
/** Excel takes a file without it for one in the machine's own encoding. */
const BYTE_ORDER_MARK = "\uFEFF";

export interface AuditExportDeps {
  db: Database;
  auth: Pick<AuthService, "readSession">;
  httpPort: (req: IncomingMessage, res: ServerResponse) => HttpPort;
}

/** `GET /export/audit/<accountId>.csv`: the whole audit log of an account, newest first, for those who may read it. */
export async function answerAuditExport(
  deps: AuditExportDeps,
  req: IncomingMessage,
  res: ServerResponse,
  pathname: string,
): Promise<void> {
  if (req.method !== "GET") {
    res.setHeader("allow", "GET");
    return refuse(res, 405, "The log can only be read.");
  }
  const http = deps.httpPort(req, res);
  // It leaves the house, so the auth server is asked whether the session still exists.
  const session = await deps.auth.readSession(http, { strict: true });
  if (!session) return refuse(res, 401, "Your session has ended. Sign in again.");
  const [, accountId] = EXPORT_PATH.exec(pathname) ?? [];
  const role = accountId ? await findRole(deps.db, { accountId, userId: session.user.id }) : undefined;
  if (!accountId || !role) return refuse(res, 404, "This log doesn't exist, or you have no access to it.");
  if (!can(role, EXPORT_PERMISSION)) return refuse(res, 403, "Your role doesn't allow this.");
  const actor = {
    userId: session.user.id,
    email: session.user.email,
    ipAddress: http.clientAddress,
    userAgent: http.userAgent,
  };
  await recordAudit(deps.db, { accountId, actor, action: "audit.exported" });
  res.writeHead(200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="parley-audit-${accountId}.csv"`,
    "cache-control": "no-store",
  });
  await pipeline(Readable.from(linesOf(readWholeLog(deps.db, accountId))), res);
}

async function* linesOf(log: AsyncIterable<AuditLine>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK +
    csvLine(["time (UTC)", "who", "email", "what", "action", "before", "after", "address", "device"]);
  for await (const { at, actor, sentence, action, before, after, ipAddress, device } of log)
    yield csvLine([
      at.toISOString(),
      actor ? (actor.name ?? actor.email) : "Parley",
      actor?.email ?? null,
      sentence,
      action,
      before && JSON.stringify(before),
      after && JSON.stringify(after),
      ipAddress,
      device,
    ]);
}
