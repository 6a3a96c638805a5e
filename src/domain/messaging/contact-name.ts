interface NamedContact {
  contactName: string | null;
  phoneNumber: string | null;
  isGroup?: boolean;
}

/** What a contact is called on screen: the name WhatsApp gives, else the number, else words that say why there is none. */
export function contactLabel({ contactName, phoneNumber, isGroup = false }: NamedContact): string {
  if (contactName?.trim()) return contactName.trim();
  if (isGroup) return "Group without a name";
  return phoneNumber ? `+${phoneNumber}` : "Hidden number";
}
