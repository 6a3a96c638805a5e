import { countWords } from "./document";

/** How far an account's passages are prepared for another search model than the one that knew them first. */
export interface Preparation {
  /** Passages that are. */
  doneCount: number;
  totalCount: number;
  /** Nobody works on it any more: it failed too often. */
  hasGivenUp: boolean;
}

/** What goes on, and what it means for answers. */
export function preparationWords({ doneCount, totalCount, hasGivenUp }: Preparation): string {
  const passages = countWords(totalCount, "passage");
  if (!hasGivenUp)
    return `Preparing what the bot knows for the new search model: ${doneCount.toLocaleString("en")} of ${passages}. Answers go on meanwhile.`;
  const openCount = totalCount - doneCount;
  return `${openCount.toLocaleString("en")} of ${passages} couldn't be prepared for the new search model. Nothing is lost, and answers go on. Parley tries again within six hours; whoever runs it finds the reason in its log.`;
}
