import { findWholeWord } from "../automation/match-words";
import type { Topic } from "./settings";

/**
 * The first of the topics that the texts touch: one of its words stands in them as a whole. Forgives case and accents as
 * findWholeWord does.
 */
export const touchedTopic = <Subject extends Pick<Topic, "words">>(
  texts: readonly string[],
  topics: readonly Subject[],
): Subject | undefined => topics.find(({ words }) => texts.some((text) => findWholeWord(text, words) !== undefined));
