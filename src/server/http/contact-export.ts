import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Permission } from "@/domain/access/roles";
import { recordAudit } from "@/server/audit/service";
import type { ContactService } from "@/server/conversations/contacts/service";
import { admitToExport, type ExportDeps, type ExportRequest } from "./export-gate";
import { refuse } from "./refusal";

export const CONTACT_EXPORT_PREFIX = "/export/contact/";
export const CONTACT_EXPORT_PERMISSION: Permission = "conversation.read";
const CONTACT_PATH = /^\/export\/contact\/([a-z]+_[0-9a-z]{1,34})\/([a-z]+_[0-9a-z]{1,34})\.json$/;
const MISSING = "This conversation doesn't exist, or you have no access to it.";

/** `GET /export/contact/<accountId>/<conversationId>.json`: all that is kept of a customer, for members of the account. */
export async function answerContactExport(
  deps: ExportDeps & { contacts: Pick<ContactService, "export"> },
  request: ExportRequest,
): Promise<void> {
  const gate = { path: CONTACT_PATH, permission: CONTACT_EXPORT_PERMISSION, missing: MISSING };
  const admitted = await admitToExport(deps, request, gate);
  if (!admitted) return;
  const { accountId, rowId: conversationId, role, actor } = admitted;
  const { res } = request;
  const pieces = await deps.contacts.export({ accountId, conversationId, role });
  if (!pieces) return refuse(res, 404, MISSING);
  // Without the customer's name: they can be erased, and the entry stays.
  const target = { kind: "conversation", id: conversationId };
  await recordAudit(deps.db, { accountId, actor, action: "contact.exported", target });
  res.writeHead(200, {
    "content-type": "application/json; charset=utf-8",
    "content-disposition": `attachment; filename="parley-customer-${conversationId}.json"`,
    "cache-control": "no-store",
  });
  await pipeline(Readable.from(pieces), res);
}
