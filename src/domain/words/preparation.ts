import type { Translate } from "./translate";

/** How far an account's passages are prepared for another search model than the one that knew them first. */
export interface Preparation {
  /** Passages that are. */
  doneCount: number;
  totalCount: number;
  /** Nobody works on it any more: it failed too often. */
  hasGivenUp: boolean;
}

/** What goes on, and what it means for answers. */
export function preparationWords(t: Translate, { doneCount, totalCount, hasGivenUp }: Preparation): string {
  return hasGivenUp
    ? t("knowledge.preparation.givenUp", { open: totalCount - doneCount, total: totalCount })
    : t("knowledge.preparation.going", { done: doneCount, total: totalCount });
}
