import { z } from "zod";

/** How an account's bot answers; every number can be changed per account. */
export const answerSettingsSchema = z.object({
  /** Answerability (0..1, see answerability.ts) from which the bot simply answers; above 1 it always hedges. */
  sureThreshold: z.number().min(0).max(2),
  /** Below it the bot says that it does not know and hands over; in between it hedges. */
  hedgeThreshold: z.number().min(0).max(2),
  /** How many passages the answer may stand on. */
  maxPassages: z.number().int().min(1).max(10),
  /** How long the bot stays quiet after the owner replied on the phone. */
  takeoverMinutes: z
    .number()
    .int()
    .min(1)
    .max(7 * 24 * 60),
  /** Older messages (a backlog after downtime) are stored and listed, not answered. */
  maxAnswerAgeMinutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60),
  /**
   * Whether the language model, where there is one, puts what was found in order before it answers. Costs a call for
   * every question, so it is worth keeping where the test questions come out better with it. Absent in settings that
   * were stored before there was a choice: off.
   */
  rerank: z.boolean().optional(),
  /** Links, e-mail addresses and phone numbers that the bot may name though no document has them. */
  allowedContacts: z.array(z.string().min(1).max(200)).max(50).optional(),
});
export type AnswerSettings = z.infer<typeof answerSettingsSchema>;

export const DEFAULT_ANSWER_SETTINGS: AnswerSettings = {
  sureThreshold: 0.65,
  hedgeThreshold: 0.45,
  maxPassages: 5,
  takeoverMinutes: 60,
  maxAnswerAgeMinutes: 30,
  rerank: false,
};
