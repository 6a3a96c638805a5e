import type { AnswerSettings } from "../agent/settings";

/** What a run was measured with: the same basis means that a difference comes from chance or from the test itself. */
export interface RunBasis {
  settings: AnswerSettings;
  /** Finds passages by meaning. */
  embeddingModel: string;
  /** Writes the answers; null when they are picked from the documents. */
  answerModel: string | null;
  /** Of the instructions to that model; "" without one. */
  promptVersion: string;
  /** Documents that were answered from. */
  documentCount: number;
  /** Hash of their names and contents: reading the same file again changes nothing. */
  documentsHash: string;
}

/** Parts of the basis that people know by name. */
export type BasisPart = "documents" | "settings" | "model" | "search" | "order";

/** What differs between two runs. Only settings that decide about answers count. */
export function changedParts(before: RunBasis, after: RunBasis): BasisPart[] {
  const parts: Record<BasisPart, boolean> = {
    documents: before.documentsHash !== after.documentsHash,
    settings: decidingSettings(before.settings) !== decidingSettings(after.settings),
    model: before.answerModel !== after.answerModel || before.promptVersion !== after.promptVersion,
    search: before.embeddingModel !== after.embeddingModel,
    order: isReranked(before) !== isReranked(after),
  };
  return (Object.keys(parts) as BasisPart[]).filter((part) => parts[part]);
}

/** Whether a model put in order what was found. Without one, the wish for it changes nothing. */
const isReranked = ({ settings, answerModel }: RunBasis): boolean => settings.rerank === true && answerModel !== null;

/** All but those that decide when the bot answers at all, what it may cost, and who writes: that is told by its name. */
function decidingSettings(settings: AnswerSettings): string {
  const { takeoverMinutes, maxAnswerAgeMinutes, dailyTokens, model, rerank, ...deciding } = settings;
  return JSON.stringify(Object.entries(deciding).sort(([one], [other]) => one.localeCompare(other)));
}
