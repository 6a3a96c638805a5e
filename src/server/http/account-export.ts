import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Permission } from "@/domain/access/roles";
import { exportAccount } from "@/server/accounts/export/service";
import { recordAudit } from "@/server/audit/service";
import type { RateLimit, RateLimiter } from "@/server/rate-limit/service";
import { admitToExport, type ExportDeps, type ExportRequest } from "./export-gate";
import { refuse } from "./refusal";

export const ACCOUNT_EXPORT_PREFIX = "/export/account/";
export const ACCOUNT_EXPORT_PERMISSION: Permission = "account.export";
const ACCOUNT_PATH = /^\/export\/account\/([a-z]+_[0-9a-z]{1,34})\.ndjson\.gz$/;
const MISSING = "This account doesn't exist, or you have no access to it.";
/** It reads all that there is; nobody needs it again and again. */
const LIMIT: RateLimit = { attempts: 4, windowMs: 3_600_000 };

/**
 * `GET /export/account/<accountId>.ndjson.gz`: everything that an account holds, as compressed lines of JSON, for its
 * owners. It is made while it is sent: as fast as the reader takes it, and never as a whole in memory. A download that
 * breaks off has no last line.
 */
export async function answerAccountExport(
  deps: ExportDeps & { limiter: Pick<RateLimiter, "take"> },
  request: ExportRequest,
): Promise<void> {
  const gate = { path: ACCOUNT_PATH, permission: ACCOUNT_EXPORT_PERMISSION, missing: MISSING };
  const admitted = await admitToExport(deps, request, gate);
  if (!admitted) return;
  const { accountId, actor } = admitted;
  const { res } = request;
  const at = new Date();
  const permit = await deps.limiter.take(`export of ${accountId}`, LIMIT, at);
  if (!permit.ok) {
    const seconds = Math.ceil(permit.retryAfterMs / 1000);
    res.setHeader("retry-after", String(seconds));
    const minutes = Math.ceil(seconds / 60);
    return refuse(res, 429, `This was downloaded several times just now. Try again in ${minutes} min.`);
  }
  await recordAudit(deps.db, { accountId, actor, action: "account.exported" });
  res.writeHead(200, {
    "content-type": "application/gzip",
    "content-disposition": `attachment; filename="parley-${accountId}-${at.toISOString().slice(0, 10)}.ndjson.gz"`,
    "cache-control": "no-store",
  });
  await pipeline(Readable.from(exportAccount(deps.db, { accountId, at })), createGzip(), res);
}
