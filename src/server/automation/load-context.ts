import type { RuleContext } from "@/domain/automation/context";
import type { Form } from "@/domain/automation/form";
import { openingWords } from "@/domain/automation/opening-words";
import { type Action, type Occasion, occasionOf, type Rule } from "@/domain/automation/rule";
import { getAccount } from "../accounts/service";
import type { Database } from "../db/client";
import { together } from "../db/together";
import { type ConversationKey, countCustomerMessages, findCustomer, listFields, listTags } from "./customer-queries";
import { listRuns } from "./run-queries";

/** What is known of the customer, for whatever acts on them. */
export interface Customer {
  contactId: string;
  name: string | null;
  phoneNumber: string | null;
}

/** A turn, or a conversation whose time has come, as rules are asked about it. */
export interface Asked {
  key: ConversationKey;
  occasion: Occasion;
  /** The customer's; empty when none is the occasion. Their ids name what is done. */
  messages: readonly { id: string; kind: RuleContext["messages"][number]["kind"]; words: string }[];
  /** Where the last of them stands in the order of arrival: what came after it is another matter. Null: no messages. */
  lastSeq: number | null;
  /** Of the messages; asked only when something needs it. */
  language: () => Promise<string>;
}

/** All that rules, or the texts of a form, are decided by; undefined when the conversation is no longer there. */
export async function loadContext(
  db: Database,
  { key, occasion, messages, lastSeq, language }: Asked,
  { rules, form, now }: { rules: readonly Rule[]; form?: Form; now: Date },
): Promise<{ context: RuleContext; customer: Customer } | undefined> {
  const [customer, account, messageCount, runs] = await together([
    findCustomer(db, key),
    getAccount(db, key.accountId),
    countCustomerMessages(db, { ...key, lastSeq }),
    listRuns(db, key),
  ]);
  if (!customer) return undefined;
  const { contactId, name, phoneNumber, isGroup, needsPersonReason } = customer;
  const [tags, fields] = await together([
    listTags(db, key.accountId, [contactId]),
    listFields(db, key.accountId, [contactId]),
  ]);
  const spoken = needsLanguage(rules, occasion) || (form && saysOpening(form)) ? await language() : null;
  const { name: business, businessHours: hours } = account;
  const context: RuleContext = {
    occasion,
    now,
    messages,
    isFirstMessage: messages.length > 0 && messageCount <= messages.length,
    language: spoken,
    hours,
    tags: tags.get(contactId) ?? [],
    isWaitingForPerson: needsPersonReason !== null,
    messageCount,
    runs,
    isGroup,
    variables: {
      name,
      business,
      nextOpening: openingWords(hours, now, spoken ?? "en"),
      fields: fields.get(contactId) ?? {},
    },
  };
  return { context, customer: { contactId, name, phoneNumber } };
}

/** Whether the customer's language is needed: as a trigger, or for a text that says when the business opens. */
export const needsLanguage = (rules: readonly Rule[], occasion: Occasion) =>
  rules.some(
    ({ definition: { trigger, actions } }) =>
      occasionOf(trigger) === occasion &&
      (trigger.kind === "language" || actions.some((action) => action.kind === "start_form" || saysOpening(action))),
  );

/** Wherever a text stands in it. */
const saysOpening = (said: Action | Form): boolean => JSON.stringify(said).includes("next_opening");
