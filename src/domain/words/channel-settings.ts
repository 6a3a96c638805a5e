import type { ChannelSettings } from "../messaging/channel-settings";
import { HUMAN_PACING, NO_PACING, type Pacing, typingMs } from "../messaging/pacing";

export type PacingPreset = "natural" | "quick" | "none";

export const PACING_PRESETS: readonly { key: PacingPreset; label: string; detail: string; pacing: Pacing }[] = [
  {
    key: "natural",
    label: "Natural",
    detail: "Types like a quick person. The safest for the number.",
    pacing: HUMAN_PACING,
  },
  {
    key: "quick",
    label: "Quick",
    detail: "Shows “typing…” for a moment only.",
    pacing: { msPerCharacter: 8, shortestMs: 400, longestMs: 2000 },
  },
  {
    key: "none",
    label: "None",
    detail: "Replies appear at once. That is what WhatsApp knows bots by.",
    pacing: NO_PACING,
  },
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

export type SettingsProblems = Partial<Record<Exclude<keyof SettingsDraft, "groups">, string>>;

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
  if (!isWithin(per100, 0, 10)) problems.secondsPer100 = "Write seconds from 0 to 10.";
  if (!isWithin(shortest, 0, 10)) problems.shortestSeconds = "Write seconds from 0 to 10.";
  if (!isWithin(longest, 0, 20)) problems.longestSeconds = "Write seconds from 0 to 20.";
  else if (shortest > longest) problems.longestSeconds = "The longest pause is shorter than the shortest.";
  if (!Number.isInteger(megabytes) || !isWithin(megabytes, 1, 100))
    problems.maxMegabytes = "Write whole megabytes from 1 to 100.";
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
export function typingExample(pacing: Pacing): string {
  const ms = typingMs("x".repeat(EXAMPLE_LENGTH), 0.5, pacing);
  if (ms === 0) return "Replies go out at once.";
  return `A reply of ${EXAMPLE_LENGTH} characters goes out after about ${Math.round(ms / 100) / 10} s.`;
}
