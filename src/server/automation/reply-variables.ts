import { openingWords } from "@/domain/automation/opening-words";
import { firstName, type TextVariables } from "@/domain/automation/variables";
import { getAccount } from "../accounts/service";
import type { Database } from "../db/client";
import { AppError } from "../errors";
import { findMember } from "../team/queries";
import { type ConversationKey, findCustomer, findLanguage, listFields } from "./customer-queries";

/**
 * What a text that a person sends in a conversation can name, as rules name it, and who of the team they are. Days are
 * told in the language that the customer was last answered in.
 * @throws AppError not_found
 */
export async function loadReplyVariables(
  db: Database,
  { userId, ...key }: ConversationKey & { userId: string },
  now: Date,
): Promise<TextVariables> {
  const customer = await findCustomer(db, key);
  if (!customer) throw new AppError("not_found", "This conversation doesn't exist any more.");
  const { name: business, businessHours } = await getAccount(db, key.accountId);
  const member = await findMember(db, { accountId: key.accountId, userId });
  const language = (await findLanguage(db, key)) ?? "en";
  const fields = await listFields(db, key.accountId, [customer.contactId]);
  return {
    name: customer.name,
    business,
    nextOpening: openingWords(businessHours, now, language),
    // Colleagues sign with their first name; the email address is nobody's business.
    operator: firstName(member?.name ?? null) || null,
    fields: fields.get(customer.contactId) ?? {},
  };
}
