import { unknownContacts } from "./outgoing-contacts";
import { holdsCanary, resemblesPrompt } from "./prompt-likeness";

/** What a reply is held against before it is sent. */
export interface OutgoingContext {
  /** Random letters that only the instructions of the model hold. */
  canary: string;
  /** The lines of those instructions. */
  promptLines: readonly string[];
  /** The passages the reply was made from. */
  sources: readonly string[];
  /** What the business's own people and the bot wrote in this conversation. */
  ownWords: readonly string[];
  /** What the customer wrote in it: their own address and number may be repeated to them, a link of theirs may not. */
  customerWords: readonly string[];
  /** What the account lets the bot name though no document has it. */
  allowed: readonly string[];
}

/** One look at a reply: undefined when it may be sent, else why not, in words for the people who read the trace. */
export type OutgoingCheck = (reply: string, context: OutgoingContext) => string | undefined;

const canary: OutgoingCheck = (reply, context) =>
  holdsCanary(reply, context.canary) ? "The reply held a mark that only the bot's instructions have." : undefined;

const instructions: OutgoingCheck = (reply, { promptLines, sources, allowed }) =>
  resemblesPrompt(reply, promptLines, [...sources, ...allowed])
    ? "The reply repeated a part of the bot's instructions."
    : undefined;

const contacts: OutgoingCheck = (reply, { sources, ownWords, customerWords, allowed }) => {
  const [unknown] = unknownContacts(reply, [...sources, ...ownWords, ...allowed], customerWords);
  return unknown === undefined ? undefined : `The reply named “${unknown}”, which is not in the documents.`;
};

/** By name, strongest first. Each works by itself: none trusts that a step before it has done its part. */
export const OUTGOING_CHECKS: Readonly<Record<"canary" | "instructions" | "contacts", OutgoingCheck>> = {
  canary,
  instructions,
  contacts,
};

/** Why a reply may not be sent; undefined when it may. */
export function whyHeldBack(
  reply: string,
  context: OutgoingContext,
  checks: readonly OutgoingCheck[] = Object.values(OUTGOING_CHECKS),
): string | undefined {
  for (const check of checks) {
    const why = check(reply, context);
    if (why !== undefined) return why;
  }
  return undefined;
}
