import type { ConfidenceBand } from "../agent/turn";
import type { Translate } from "./translate";

export interface BandWords {
  label: string;
  /** What the bot did, and why. */
  sentence: string;
  /** What it does in such a case. */
  rule: string;
  /** How many of three bars the mark shows: it reads without colour. */
  level: 0 | 2 | 3;
}

const NAMES = { sure: "sure", hedged: "hedged", handed_over: "handedOver" } as const satisfies Record<
  ConfidenceBand,
  string
>;
const LEVELS: Record<ConfidenceBand, BandWords["level"]> = { sure: 3, hedged: 2, handed_over: 0 };

/** How sure the bot was, in words. */
export const bandWords = (t: Translate, band: ConfidenceBand): BandWords => ({
  label: t(`answer.bands.${NAMES[band]}.label`),
  sentence: t(`answer.bands.${NAMES[band]}.sentence`),
  rule: t(`answer.bands.${NAMES[band]}.rule`),
  level: LEVELS[band],
});

/** What the bot did and why; a tool's word needs no document. */
export const bandSentence = (t: Translate, band: ConfidenceBand, isFromTool: boolean): string =>
  isFromTool && band === "sure" ? t("answer.bands.sureByTool") : bandWords(t, band).sentence;
