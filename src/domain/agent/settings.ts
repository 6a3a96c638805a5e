import { z } from "zod";
import { toolSettingsSchema } from "./tools/tool-settings";
import { TONES, TOPIC_ACTIONS } from "./voice";

/** A subject that the bot stays away from, told by words that a message of it holds. */
export const topicSchema = z.object({
  name: z.string().trim().min(1, "Give the topic a name.").max(60, "Use a name of at most 60 characters."),
  /** Each as a whole word or phrase, whatever its case. */
  words: z
    .array(z.string().trim().min(2, "Use words of two letters or more.").max(60))
    .min(1, "Write at least one word that tells the topic.")
    .max(40, "Use at most 40 words."),
  action: z.enum(TOPIC_ACTIONS),
});
export type Topic = z.infer<typeof topicSchema>;

/** Fields below that are absent in settings stored before there was a choice mean their default. */
const voiceFields = {
  /** Who the bot is, for the model that writes: "You are Mia from the front desk." */
  persona: z.string().trim().max(300, "Use at most 300 characters.").optional(),
  tone: z.enum(TONES).optional(),
  /** What the model should mind when it writes; it never outweighs the documents. */
  instructions: z.string().trim().max(2_000, "Use at most 2,000 characters.").optional(),
  /** Said to a customer who greets in its language; empty: a fixed text. */
  greeting: z.string().trim().max(500, "Use at most 500 characters.").optional(),
  /** Below an answer from documents, now and then: whether it helped. Absent: off. */
  asksWhetherHelped: z.boolean().optional(),
  /** Below every answer. */
  signature: z.string().trim().max(120, "Use at most 120 characters.").optional(),
  topics: z.array(topicSchema).max(20, "Use at most 20 topics.").optional(),
};

const modelFields = {
  /** Off: answers are picked from the documents, also where a model could write them. */
  usesModel: z.boolean().optional(),
  /** Its name at the provider; absent: the one Parley was set up with. */
  model: z
    .string()
    .trim()
    .max(100, "Use at most 100 characters.")
    .regex(/^[\w.:/@-]*$/u, "Write the model's name as its provider does, such as gpt-4.1-mini.")
    .optional(),
  /** 0: the likeliest words, always. Absent: the provider's default. */
  temperature: z.number().min(0, "Between 0 and 1.").max(1, "Between 0 and 1.").optional(),
  /** Of one call of the model. */
  maxOutputTokens: z
    .number()
    .int("Use a whole number.")
    .min(200, "At least 200.")
    .max(16_000, "At most 16,000.")
    .optional(),
  /** Tokens a day (UTC), what goes in and comes out together; then answers are picked until midnight. Absent: no limit. */
  dailyTokens: z.number().int("Use a whole number.").min(1_000, "At least 1,000.").max(1_000_000_000).optional(),
};

/** How an account's bot answers; every number can be changed per account. */
export const answerSettingsSchema = z.object({
  ...voiceFields,
  ...modelFields,
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
  /** What the model may do beside writing; absent: nothing. */
  tools: toolSettingsSchema.optional(),
});
export type AnswerSettings = z.infer<typeof answerSettingsSchema>;

/** Settings that somebody chose: the same, and of one piece. */
export const chosenSettingsSchema = answerSettingsSchema.refine(
  ({ sureThreshold, hedgeThreshold }) => hedgeThreshold <= sureThreshold,
  { path: ["hedgeThreshold"], message: "Choose a value that isn't above the one for plain answers." },
);

export const DEFAULT_ANSWER_SETTINGS: AnswerSettings = {
  sureThreshold: 0.65,
  hedgeThreshold: 0.45,
  maxPassages: 5,
  takeoverMinutes: 60,
  maxAnswerAgeMinutes: 30,
  rerank: false,
};
