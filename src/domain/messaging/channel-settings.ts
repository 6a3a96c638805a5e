import { z } from "zod";
import { HUMAN_PACING } from "./pacing";

/** A whole number within bounds; the words stand for whoever sees them without the field they belong to. */
const whole = (words: string, smallest: number, largest: number) =>
  z.number(words).int(words).min(smallest, words).max(largest, words);

/** How an account's number behaves on WhatsApp; changed by people who may manage the connection. */
export const channelSettingsSchema = z.object({
  /** Groups are left alone, or the bot answers in them when somebody mentions it. */
  groups: z.enum(["ignore", "when_mentioned"], "Choose whether groups are ignored or answered when mentioned."),
  /** How long "typing…" is shown before a reply; see typingMs. */
  pacing: z
    .object({
      msPerCharacter: whole("Milliseconds per character must be a whole number from 0 to 100.", 0, 100),
      shortestMs: whole("The shortest pause in milliseconds must be a whole number from 0 to 10000.", 0, 10_000),
      longestMs: whole("The longest pause in milliseconds must be a whole number from 0 to 20000.", 0, 20_000),
    })
    .refine(({ shortestMs, longestMs }) => shortestMs <= longestMs, "The longest pause is shorter than the shortest."),
  /** Larger files are not fetched; the inbox says so. */
  maxMediaMegabytes: whole("The largest file in megabytes must be a whole number from 1 to 100.", 1, 100),
});
export type ChannelSettings = z.infer<typeof channelSettingsSchema>;

export const DEFAULT_CHANNEL_SETTINGS: ChannelSettings = {
  groups: "ignore",
  pacing: HUMAN_PACING,
  maxMediaMegabytes: 25,
};
