import { z } from "zod";
import { HUMAN_PACING } from "./pacing";

/** How an account's number behaves on WhatsApp; changed by people who may manage the connection. */
export const channelSettingsSchema = z.object({
  /** Groups are left alone, or the bot answers in them when somebody mentions it. */
  groups: z.enum(["ignore", "when_mentioned"]),
  /** How long "typing…" is shown before a reply; see typingMs. */
  pacing: z
    .object({
      msPerCharacter: z.number().int().min(0).max(100),
      shortestMs: z.number().int().min(0).max(10_000),
      longestMs: z.number().int().min(0).max(20_000),
    })
    .refine(({ shortestMs, longestMs }) => shortestMs <= longestMs, "The longest pause is shorter than the shortest."),
  /** Larger files are not fetched; the inbox says so. */
  maxMediaMegabytes: z.number().int().min(1).max(100),
});
export type ChannelSettings = z.infer<typeof channelSettingsSchema>;

export const DEFAULT_CHANNEL_SETTINGS: ChannelSettings = {
  groups: "ignore",
  pacing: HUMAN_PACING,
  maxMediaMegabytes: 25,
};
