/** What a contact is called on screen: the name WhatsApp gives, else the number, else words that say why there is none. */
export function contactLabel(contact: { contactName: string | null; phoneNumber: string | null }): string {
  return contact.contactName?.trim() || (contact.phoneNumber ? `+${contact.phoneNumber}` : "Hidden number");
}
