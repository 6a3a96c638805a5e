import type { MessageKind } from "../messaging/message";
import type { BusinessHours } from "./hours";
import type { Occasion } from "./rule";
import type { TextVariables } from "./variables";

/** All that rules are decided by; whoever calls has looked it up. */
export interface RuleContext {
  occasion: Occasion;
  now: Date;
  /** Of the customer, in order; empty when no message is the occasion. */
  messages: readonly { kind: MessageKind; words: string }[];
  /** The customer never wrote before these. */
  isFirstMessage: boolean;
  /** ISO 639-1; null when nothing tells. */
  language: string | null;
  /** null: the account has none, so it is always open. */
  hours: BusinessHours | null;
  tags: readonly string[];
  isWaitingForPerson: boolean;
  /** The customer's, these included. */
  messageCount: number;
  /** When each rule acted for this customer, by the rule's id. */
  runs: Readonly<Record<string, readonly Date[]>>;
  /** A group has many people: nobody's answers are collected there. */
  isGroup: boolean;
  variables: TextVariables;
}
