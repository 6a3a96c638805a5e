import { FINDING_KINDS, FINDING_SEVERITY, type FoundFinding } from "@/domain/knowledge/doctor/finding";
import { publishChange } from "../../db/changes";
import type { Database } from "../../db/client";
import { newId } from "../../db/ids";
import type { Logger } from "../../logger";
import {
  contradictionFindings,
  duplicateFindings,
  poisonFindings,
  staleDateFindings,
  unreadableFindings,
} from "./collect-findings";
import {
  findExamination,
  listDismissedFingerprints,
  type NewFinding,
  replaceFindings,
  saveExamination,
} from "./finding-queries";
import { fingerprintOf } from "./fingerprint";
import { countPassages, describeKnowledge, setQuarantined } from "./passage-queries";
import { suspicionsOf } from "./quarantine";
import { type ReadPassages, readPassages } from "./read-passages";

/** What is held in memory at once; of an account with more the newest are looked at, and it is said so. */
export const MAX_PASSAGES = 5_000;
/** While documents are still being read, the whole is looked at no more often than this. */
const PAUSE_WHILE_READING_MS = 60_000;

export interface ExamineDeps {
  db: Database;
  /** Id of the embedding model whose vectors may be compared. */
  embeddingModel: string;
  logger: Logger;
  now: () => Date;
  /** Default: MAX_PASSAGES. */
  maxPassages?: number;
}

/**
 * Looks at an account's documents as a whole, and stores what is worth a look. Documents that haven't changed since are not looked at again; safe to run twice.
 */
export async function examineKnowledge(deps: ExamineDeps, accountId: string, signal: AbortSignal): Promise<void> {
  const { db, now } = deps;
  const [last, { state, isBeingRead }] = [await findExamination(db, accountId), await describeKnowledge(db, accountId)];
  // Time passes for dates as well: every day is another look.
  const current = `${state}@${now().toISOString().slice(0, 10)}`;
  const isJustExamined = last !== undefined && now().getTime() - last.examinedAt.getTime() < PAUSE_WHILE_READING_MS;
  // The job that follows the last document looks at all of them.
  if (last?.state === current || (isBeingRead && isJustExamined)) return;
  const read = await readPassages(db, accountId, { limit: deps.maxPassages ?? MAX_PASSAGES, now: now(), signal });
  await holdPoisoned(db, accountId, read);
  const findings = [
    ...poisonFindings(read),
    ...(await contradictionFindings(db, accountId, { read, model: deps.embeddingModel })),
    ...staleDateFindings(read),
    ...duplicateFindings(read),
    ...(await unreadableFindings(db, accountId)),
  ];
  signal.throwIfAborted();
  await store(deps, accountId, {
    findings,
    examination: {
      accountId,
      examinedAt: now(),
      state: current,
      passageCount: read.passages.length,
      totalPassageCount: await countPassages(db, accountId),
    },
  });
  deps.logger.info({ accountId, passages: read.passages.length, findings: findings.length }, "knowledge examined");
}

async function store(
  { db }: ExamineDeps,
  accountId: string,
  { findings, examination }: { findings: readonly FoundFinding[]; examination: Parameters<typeof saveExamination>[1] },
): Promise<void> {
  await db.transaction(async (tx) => {
    await replaceFindings(tx, accountId, FINDING_KINDS, rowsOf(accountId, findings));
    await saveExamination(tx, examination);
    await publishChange(tx, { accountId, topic: "document", id: accountId });
  });
}

/** One row per fingerprint: the same words said twice are one finding. */
function rowsOf(accountId: string, findings: readonly FoundFinding[]): NewFinding[] {
  const rows = new Map<string, NewFinding>();
  for (const { kind, identity, sources, details } of findings) {
    const fingerprint = fingerprintOf(kind, identity);
    if (rows.has(fingerprint)) continue;
    const severity = FINDING_SEVERITY[kind];
    rows.set(fingerprint, { id: newId("finding"), accountId, kind, severity, fingerprint, sources, details });
  }
  return [...rows.values()];
}

const NOT_POISONED = { score: 0, reasons: [], quotes: [] };

/** Passages that were read before this was looked for, or whose finding somebody has dismissed or restored meanwhile. */
async function holdPoisoned(db: Database, accountId: string, { passages, poisoned }: ReadPassages): Promise<void> {
  const fine = await listDismissedFingerprints(db, accountId, "poison");
  const verdicts = new Map(poisoned.map(({ passage, verdict }) => [passage.id, verdict]));
  const held = new Set<string>();
  for (const documentId of new Set(poisoned.map(({ passage }) => passage.documentId))) {
    const ofDocument = passages
      .filter((passage) => passage.documentId === documentId)
      .sort((one, other) => one.position - other.position);
    const suspicions = suspicionsOf(ofDocument, ({ id }) => verdicts.get(id) ?? NOT_POISONED);
    for (const [{ id }, fingerprint] of suspicions) if (!fine.has(fingerprint)) held.add(id);
  }
  const wrong = passages.filter(({ id, quarantined }) => quarantined !== held.has(id)).map(({ id }) => id);
  await setQuarantined(
    db,
    accountId,
    wrong.filter((id) => held.has(id)),
    true,
  );
  await setQuarantined(
    db,
    accountId,
    wrong.filter((id) => !held.has(id)),
    false,
  );
}
