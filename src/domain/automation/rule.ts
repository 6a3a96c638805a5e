import { z } from "zod";
import { checkPageUrl } from "../knowledge/web/url-policy";
import { MESSAGE_KINDS } from "../messaging/message";
import { tagSchema } from "../messaging/tag-schema";
import { clockSchema } from "./hours";
import { patternProblem } from "./regex/safe-regex";
import { MAX_CAPTION } from "./sendable-file";

/** More rules than anybody oversees; each is looked at for every message. */
export const MAX_RULES = 100;
export const MAX_RULE_TEXT = 4_096;
const MAX_CONDITIONS = 10;
const MAX_ACTIONS = 10;
const MAX_WORDS = 30;

const UNREADABLE = /(?![\n\t])\p{Cc}/gu;
/** A database takes no NUL, and nobody reads the others. */
const clean = (text: string) => text.replace(UNREADABLE, "").trim();
const words = (max: number, missing: string) =>
  z
    .string()
    .transform(clean)
    .pipe(z.string().min(1, missing).max(max, `At most ${max} characters.`));

const wordList = z
  .array(words(100, "Write a word."))
  .min(1, "Write at least one word.")
  .max(MAX_WORDS, `At most ${MAX_WORDS} words.`);
/** A contact's field: lower case, so that texts can name it without thinking. */
export const fieldNameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .transform((name) => name.replaceAll(/[\s-]+/g, "_"))
  .pipe(
    z
      .string()
      .regex(/^[\p{L}][\p{L}\p{M}\p{N}_]{0,39}$/u, "A field's name is letters and digits, such as order_number."),
  );
export const fieldValueSchema = z.string().transform(clean).pipe(z.string().max(500, "At most 500 characters."));
const ruleText = words(MAX_RULE_TEXT, "Write the text.");
const minutes = z
  .number("Write a number of minutes.")
  .int()
  .min(1, "At least one minute.")
  .max(7 * 24 * 60, "At most a week.");
const id = z.string().min(1).max(40);
const weekdays = z.array(z.number().int().min(0).max(6)).min(1, "Choose at least one day.").max(7);

/** What a rule waits for. Kinds are stored: never rename. */
export const triggerSchema = z.discriminatedUnion("kind", [
  /** Any message. */
  z.object({ kind: z.literal("message") }),
  /** One of the words as a whole word. */
  z.object({ kind: z.literal("keyword"), words: wordList }),
  /** One of the texts, also inside a word. */
  z.object({ kind: z.literal("contains"), texts: wordList }),
  z.object({
    kind: z.literal("regex"),
    pattern: z.string().superRefine((pattern, context) => {
      const problem = patternProblem(pattern);
      if (problem) context.addIssue({ code: "custom", message: problem });
    }),
  }),
  /** The customer never wrote before. */
  z.object({ kind: z.literal("first_message") }),
  /** A message outside business hours. */
  z.object({ kind: z.literal("away") }),
  z.object({
    kind: z.literal("language"),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1, "Choose at least one language.")
      .max(30),
  }),
  z.object({ kind: z.literal("media"), kinds: z.array(z.enum(MESSAGE_KINDS)).min(1, "Choose at least one.").max(11) }),
  /** A message of a customer who has the tag. */
  z.object({ kind: z.literal("tag"), tag: tagSchema }),
  /** The bot handed over; runs after it. */
  z.object({ kind: z.literal("handoff") }),
  /** Nobody wrote for that long: the customer after us, or we after the customer while a person is waited for. */
  z.object({ kind: z.literal("no_reply"), from: z.enum(["customer", "team"]), minutes }),
  /** At this time of day by the account's clock, for conversations of the last 24 hours, or those that wait for a person. */
  z.object({ kind: z.literal("schedule"), at: clockSchema, weekdays, audience: z.enum(["recent", "waiting"]) }),
]);
export type Trigger = z.infer<typeof triggerSchema>;

/** All of a rule's have to hold. */
export const conditionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("hours"), is: z.enum(["open", "closed"]) }),
  z.object({
    kind: z.literal("field"),
    field: fieldNameSchema,
    test: z.enum(["is", "is_not", "contains", "is_set", "is_empty"]),
    value: fieldValueSchema.default(""),
  }),
  z.object({ kind: z.literal("tag"), tag: tagSchema, has: z.boolean() }),
  /** `waiting`: for a person. */
  z.object({ kind: z.literal("state"), is: z.enum(["waiting", "not_waiting"]) }),
  /** Of the customer's messages so far, or how often this rule has acted for the customer in the last hours. */
  z.object({
    kind: z.literal("count"),
    of: z.enum(["messages", "runs"]),
    test: z.enum(["at_least", "at_most"]),
    value: z.number("Write a number.").int().min(0).max(100_000),
    /** null: ever. */
    withinHours: z
      .number()
      .int()
      .min(1)
      .max(24 * 365)
      .nullable()
      .default(null),
  }),
]);
export type Condition = z.infer<typeof conditionSchema>;

export const actionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("send_text"), text: ruleText }),
  /** A picture, a document, a recording or a film of the account's own, with words under it. */
  z.object({
    kind: z.literal("send_file"),
    fileId: z.string().min(1, "Choose a file.").max(40),
    caption: z
      .string()
      .transform(clean)
      .pipe(z.string().max(MAX_CAPTION, `At most ${MAX_CAPTION} characters.`))
      .default(""),
  }),
  z.object({ kind: z.literal("add_tag"), tag: tagSchema }),
  z.object({ kind: z.literal("remove_tag"), tag: tagSchema }),
  z.object({ kind: z.literal("set_field"), field: fieldNameSchema, value: fieldValueSchema }),
  /** Asks for a person; the bot goes on answering. */
  z.object({ kind: z.literal("hand_off"), reason: words(200, "Say why, for whoever reads it.") }),
  /** The bot stays out for this long; null: until a person gives the conversation back. */
  z.object({ kind: z.literal("pause_bot"), minutes: minutes.nullable() }),
  z.object({
    kind: z.literal("webhook"),
    url: z
      .string()
      .trim()
      .refine((url) => checkPageUrl(url).ok, "Write the address of a public site, such as https://example.com/hook."),
  }),
  z.object({ kind: z.literal("start_form"), formId: id }),
  /** Says which member looks after the conversation. */
  z.object({ kind: z.literal("assign"), userId: z.string().min(1, "Choose somebody of the team.").max(64) }),
  /** Nobody is waited for any more, and the bot answers. */
  z.object({ kind: z.literal("close") }),
]);
export type Action = z.infer<typeof actionSchema>;

export const ruleDefinitionSchema = z
  .object({
    trigger: triggerSchema,
    conditions: z.array(conditionSchema).max(MAX_CONDITIONS, `At most ${MAX_CONDITIONS} conditions.`),
    actions: z.array(actionSchema).min(1, "Say what should happen.").max(MAX_ACTIONS, `At most ${MAX_ACTIONS} steps.`),
    /** `stop`: nothing else answers. `continue`: later rules are looked at too, and then the bot answers. */
    flow: z.enum(["stop", "continue"]),
  })
  .superRefine(({ trigger, actions }, context) => {
    if (actions.filter(({ kind }) => kind === "start_form").length > 1)
      context.addIssue({ code: "custom", path: ["actions"], message: "A rule can start one form." });
    if (trigger.kind === "handoff" && actions.some(({ kind }) => kind === "close" || kind === "start_form"))
      context.addIssue({ code: "custom", path: ["actions"], message: "A rule about a hand-over can't end it." });
  });
export type RuleDefinition = z.infer<typeof ruleDefinitionSchema>;

export const ruleNameSchema = words(80, "Give the rule a name.");

/** A rule of an account as it is evaluated. */
export interface Rule {
  id: string;
  name: string;
  definition: RuleDefinition;
}

/** When a rule can match: with a customer's message, after the bot handed over, or when a time has come. */
export type Occasion = "message" | "handoff" | "no_reply" | "schedule";

export const occasionOf = ({ kind }: Trigger): Occasion =>
  kind === "handoff" || kind === "no_reply" || kind === "schedule" ? kind : "message";
