import type { ChannelSettings } from "../messaging/channel-settings";
import { HUMAN_PACING, NO_PACING, type Pacing, typingMs } from "../messaging/pacing";
import type { Translate } from "./translate";

export type PacingPreset = "natural" | "quick" | "none";

/** Their names and what each is like are messages: `connection.pacing.presets`. */
export const PACING_PRESETS: readonly { key: PacingPreset; pacing: Pacing }[] = [
  { key: "natural", pacing: HUMAN_PACING },
  { key: "quick", pacing: { msPerCharacter: 8, shortestMs: 400, longestMs: 2000 } },
  { key: "none", pacing: NO_PACING },
];

/** Which preset the numbers are; null for numbers of one's own. */
export function presetOf(pacing: Pacing): PacingPreset | null {
  const found = PACING_PRESETS.find(
    ({ pacing: preset }) =>
      preset.msPerCharacter === pacing.msPerCharacter &&
      preset.shortestMs === pacing.shortestMs &&
      preset.longestMs === pacing.longestMs,
  );
  return found?.key ?? null;
}

/** The fields of the form as they are typed; times in seconds, since nobody thinks in milliseconds. */
export interface SettingsDraft {
  groups: ChannelSettings["groups"];
  /** Seconds that a reply of 100 characters takes. */
  secondsPer100: string;
  shortestSeconds: string;
  longestSeconds: string;
  maxMegabytes: string;
}

const secondsOf = (ms: number): string => String(Math.round(ms) / 1000);

export const toDraft = (settings: ChannelSettings): SettingsDraft => ({
  groups: settings.groups,
  secondsPer100: String(settings.pacing.msPerCharacter / 10),
  shortestSeconds: secondsOf(settings.pacing.shortestMs),
  longestSeconds: secondsOf(settings.pacing.longestMs),
  maxMegabytes: String(settings.maxMediaMegabytes),
});

export const withPacing = (draft: SettingsDraft, pacing: Pacing): SettingsDraft => ({
  ...draft,
  secondsPer100: String(pacing.msPerCharacter / 10),
  shortestSeconds: secondsOf(pacing.shortestMs),
  longestSeconds: secondsOf(pacing.longestMs),
});

type SettingsField = Exclude<keyof SettingsDraft, "groups">;
/** What is wrong with a field: a message of `connection.settings.problems`. */
export type SettingsProblem = "upToTenSeconds" | "upToTwentySeconds" | "longestIsShorter" | "megabytes";
export type SettingsProblems = Partial<Record<SettingsField, SettingsProblem>>;

export const problemWords = (t: Translate, problem: SettingsProblem | undefined): string | undefined =>
  problem && t(`connection.settings.problems.${problem}`);

/** People write 1,5 as well as 1.5. */
const numberOf = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", ".")));

const isWithin = (value: number, smallest: number, largest: number) => value >= smallest && value <= largest;

/** What the draft means, or what is wrong with it, by field. The bounds are those of channelSettingsSchema. */
export function readDraft(
  draft: SettingsDraft,
): { settings: ChannelSettings; problems: null } | { settings: null; problems: SettingsProblems } {
  const per100 = numberOf(draft.secondsPer100);
  const shortest = numberOf(draft.shortestSeconds);
  const longest = numberOf(draft.longestSeconds);
  const megabytes = numberOf(draft.maxMegabytes);
  const problems: SettingsProblems = {};
  if (!isWithin(per100, 0, 10)) problems.secondsPer100 = "upToTenSeconds";
  if (!isWithin(shortest, 0, 10)) problems.shortestSeconds = "upToTenSeconds";
  if (!isWithin(longest, 0, 20)) problems.longestSeconds = "upToTwentySeconds";
  else if (shortest > longest) problems.longestSeconds = "longestIsShorter";
  if (!Number.isInteger(megabytes) || !isWithin(megabytes, 1, 100)) problems.maxMegabytes = "megabytes";
  if (Object.keys(problems).length > 0) return { settings: null, problems };
  return {
    problems: null,
    settings: {
      groups: draft.groups,
      pacing: {
        msPerCharacter: Math.round(per100 * 10),
        shortestMs: Math.round(shortest * 1000),
        longestMs: Math.round(longest * 1000),
      },
      maxMediaMegabytes: megabytes,
    },
  };
}

/** A reply as most are. */
const EXAMPLE_LENGTH = 150;

/** What the numbers come to for a usual reply. */
export function typingExample(t: Translate, pacing: Pacing): string {
  const ms = typingMs("x".repeat(EXAMPLE_LENGTH), 0.5, pacing);
  if (ms === 0) return t("connection.pacing.atOnce");
  return t("connection.pacing.example", { length: EXAMPLE_LENGTH, seconds: Math.round(ms / 100) / 10 });
}
