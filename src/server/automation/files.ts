import type { RulePlan } from "@/domain/automation/evaluate";
import type { RuleDefinition } from "@/domain/automation/rule";
import { sendableKind } from "@/domain/automation/sendable-file";
import { recordAudit } from "../audit/service";
import type { StoredFile } from "../conversations/effects";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import { newId } from "../db/ids";
import { AppError } from "../errors";
import { type MediaService, readSendable } from "../media/service";
import { countFiles, insertFile, listFiles, type RuleFileRow, touchFiles } from "./file-queries";
import { lockAutomation } from "./rule-queries";
import type { ByActor } from "./rules";

/** Where the bytes lie. */
export type RuleFileStore = Pick<MediaService, "keepFile" | "hasFile">;

/** More than the rules of an account can name sensibly; those that no rule names go after a day. */
const MAX_FILES = 200;

export interface NewRuleFile extends ByActor {
  /** As it is called on the machine it comes from. */
  name: string;
  bytes: Uint8Array;
}

/** Keeps a file that rules can send. @throws AppError bad_request or too_large, in words for whoever chose it */
export async function addFile({ files }: { files: RuleFileStore }, { accountId, actor, name, bytes }: NewRuleFile) {
  const { kind, ...file } = readSendable({ name, bytes });
  return files.keepFile({ accountId, bytes }, async (tx, sha256) => {
    await lockAutomation(tx, accountId);
    if ((await countFiles(tx, accountId)) >= MAX_FILES)
      throw new AppError("bad_request", `Rules can have ${MAX_FILES} files. Those that no rule sends go after a day.`);
    const fileId = await insertFile(tx, { id: newId("ruleFile"), accountId, sha256, ...file });
    const target = { kind: "automation_file", id: fileId, name: file.fileName } as const;
    await recordAudit(tx, { accountId, actor, action: "automation.fileAdded", target });
    await publishChange(tx, { accountId, topic: "automation", id: fileId });
    return { fileId, kind, ...file };
  });
}

/** What people see of a file; `kind` tells how WhatsApp shows it. */
export const shownFile = ({ id, fileName, mimeType, sizeBytes }: RuleFileRow) => ({
  id,
  fileName,
  mimeType,
  sizeBytes,
  kind: sendableKind(mimeType) ?? ("document" as const),
});

const filesOf = (actions: RuleDefinition["actions"]) =>
  actions.flatMap((action) => (action.kind === "send_file" ? action.fileId : []));

/** In the transaction that writes the rule. @throws AppError bad_request when it names a file that the account doesn't have (any more) */
export async function checkFiles(tx: Database, accountId: string, { actions }: RuleDefinition): Promise<void> {
  const ids = filesOf(actions);
  if (ids.length === 0) return;
  const known = await touchFiles(tx, accountId, ids);
  if (!ids.every((fileId) => known.has(fileId)))
    throw new AppError("bad_request", "The file that the rule sends is no longer here. Choose it again.");
}

/** The files that a plan sends. */
export interface PlannedFiles {
  /** Those that are there, by id. */
  ready: ReadonlyMap<string, StoredFile>;
  /** What those are called that are not, null where nobody knows: nothing is sent in their place. */
  missing: readonly (string | null)[];
}

/** Looked for before anything is sent, so that the turn can say what was missing. */
export async function findPlannedFiles(
  { db, files }: { db: Database; files: Pick<RuleFileStore, "hasFile"> },
  accountId: string,
  plan: RulePlan,
): Promise<PlannedFiles> {
  const ids = [...new Set(filesOf(plan.actions.map(({ action }) => action)))];
  if (ids.length === 0) return { ready: new Map(), missing: [] };
  const rows = new Map((await listFiles(db, { accountId, ids })).map((row) => [row.id, row]));
  const ready = new Map<string, StoredFile>();
  const missing: (string | null)[] = [];
  for (const id of ids) {
    const row = rows.get(id);
    const kind = row && sendableKind(row.mimeType);
    if (row && kind && (await files.hasFile({ accountId, sha256: row.sha256 }))) {
      const { sha256, mimeType, fileName, sizeBytes } = row;
      ready.set(id, { kind, sha256, mimeType, fileName, sizeBytes });
    } else missing.push(row?.fileName ?? null);
  }
  return { ready, missing };
}

/** For people: what could not be sent, each file in a sentence of its own; undefined when everything is there. */
export const missingWords = ({ missing }: PlannedFiles): string | undefined =>
  missing.length === 0 ? undefined : [...new Set(missing.map(missingFileWords))].join("\n");

const missingFileWords = (name: string | null): string =>
  name === null
    ? "A file could not be sent: it is no longer here."
    : `${name} could not be sent: the file is no longer here.`;
