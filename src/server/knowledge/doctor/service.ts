import type { Actor } from "../../audit/actor";
import { recordAudit } from "../../audit/service";
import { publishChange } from "../../db/changes";
import type { Database } from "../../db/client";
import { AppError } from "../../errors";
import { type ExamineDeps, examineKnowledge } from "./examine";
import { type FindingRow, findExamination, findFinding, listOpenFindings, setDismissed } from "./finding-queries";
import { listPassagesOf, setQuarantined } from "./passage-queries";
import { suspicionsOf } from "./quarantine";

/** More than anybody looks through; the gravest come first. */
const MAX_SHOWN = 100;

export interface FindingKey {
  accountId: string;
  findingId: string;
}

export type KnowledgeDoctor = ReturnType<typeof createKnowledgeDoctor>;

/** What is worth a look in an account's documents: looking, listing, and saying that something is fine. */
export function createKnowledgeDoctor(deps: ExamineDeps) {
  const { db } = deps;
  return {
    /** The job: see examine.ts. */
    examine: (accountId: string, signal: AbortSignal) => examineKnowledge(deps, accountId, signal),

    /**
     * What was found and not dismissed, the gravest first. `examined` is undefined until the documents were looked at;
     * its counts differ when the account has more passages than are looked at.
     */
    async listFindings(accountId: string) {
      const [findings, examination] = [
        await listOpenFindings(db, accountId, MAX_SHOWN),
        await findExamination(db, accountId),
      ];
      const { passageCount = 0, totalPassageCount = 0 } = examination ?? {};
      return { findings, examined: examination && { passageCount, totalPassageCount } };
    },

    /** It isn't shown any more, also not after documents are read again; a passage that was set aside is found again. */
    dismissFinding: (key: FindingKey & { actor: Actor }) => setFine(deps, key, true),

    /** Takes that back. */
    restoreFinding: (key: FindingKey & { actor: Actor }) => setFine(deps, key, false),
  };
}

/** @throws AppError not_found when there is no such finding (any more) */
async function setFine(
  { db, now }: ExamineDeps,
  { accountId, findingId, actor }: FindingKey & { actor: Actor },
  isFine: boolean,
): Promise<void> {
  await db.transaction(async (tx) => {
    const finding = await findFinding(tx, accountId, findingId);
    if (!finding) throw new AppError("not_found", "This was looked at again meanwhile, and isn't there any more.");
    await setDismissed(tx, { accountId, findingId }, isFine ? { at: now(), by: actor.userId } : null);
    if (finding.kind === "poison") await holdPassagesOf(tx, finding, !isFine);
    await recordAudit(tx, {
      accountId,
      actor,
      action: isFine ? "knowledge.findingDismissed" : "knowledge.findingRestored",
      target: { kind: "finding", id: findingId, name: nameOf(finding) },
    });
    await publishChange(tx, { accountId, topic: "document", id: accountId });
  });
}

/** Every passage that says the words of the finding, wherever it stands, and what goes with it. */
async function holdPassagesOf(tx: Database, { accountId, fingerprint, sources }: FindingRow, isHeld: boolean) {
  const documentIds = [...new Set(sources.map(({ documentId }) => documentId))];
  const passages = await listPassagesOf(tx, accountId, documentIds);
  const ids = documentIds.flatMap((documentId) => {
    const suspicions = suspicionsOf(passages.filter((passage) => passage.documentId === documentId));
    return [...suspicions].flatMap(([{ id }, suspicion]) => (suspicion === fingerprint ? [id] : []));
  });
  await setQuarantined(tx, accountId, ids, isHeld);
}

const MAX_NAME_LENGTH = 120;

const nameOf = ({ sources, details }: FindingRow): string =>
  (sources[0]?.quote || sources[0]?.documentName || details.question || "").slice(0, MAX_NAME_LENGTH);
