import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Permission } from "@/domain/access/roles";
import { auditSentence } from "@/domain/words/audit";
import { csvLine } from "@/domain/words/csv";
import { deviceWords } from "@/domain/words/device";
import { type AuditLine, readWholeLog } from "@/server/audit/log";
import { recordAudit } from "@/server/audit/service";
import { sayEnglish } from "@/server/say-english";
import { admitToExport, type ExportDeps, type ExportRequest } from "./export-gate";

export const EXPORT_PERMISSION: Permission = "audit.read";
const EXPORT_PATH = /^\/export\/audit\/([a-z]+_[0-9a-z]{1,34})\.csv$/;
const MISSING = "This log doesn't exist, or you have no access to it.";
/** Excel takes a file without it for one in the machine's own encoding. */
const BYTE_ORDER_MARK = "\uFEFF";

/** `GET /export/audit/<accountId>.csv`: the whole audit log of an account, newest first, for those who may read it. */
export async function answerAuditExport(deps: ExportDeps, request: ExportRequest): Promise<void> {
  const gate = { path: EXPORT_PATH, permission: EXPORT_PERMISSION, missing: MISSING };
  const admitted = await admitToExport(deps, request, gate);
  if (!admitted) return;
  const { accountId, actor } = admitted;
  const { res } = request;
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
  for await (const { at, actor, target, action, before, after, ipAddress, device } of log)
    yield csvLine([
      at.toISOString(),
      actor ? (actor.name ?? actor.email) : "Parley",
      actor?.email ?? null,
      auditSentence(sayEnglish, { action, targetName: target?.name ?? null, before, after }),
      action,
      before && JSON.stringify(before),
      after && JSON.stringify(after),
      ipAddress,
      device && deviceWords(sayEnglish, device),
    ]);
}
