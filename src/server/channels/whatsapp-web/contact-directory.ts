import { chatKindOf, phoneNumberOf } from "@/domain/messaging/whatsapp-ids";
import type { ChatContact } from "./normalise";
import { withTimeLimit } from "./time-limit";

type LookUp = (id: string) => Promise<{ lid?: string; phone?: string; name?: string; pushname?: string }>;

const LARGEST_SIZE = 5000;
const UNKNOWN: ChatContact = { aliases: [], phone: undefined, savedName: undefined, ownName: undefined };

/**
 * Who is behind a chat, asked once per connection. A message never waits longer than the limit for it, and never fails
 * because of it: it then goes by the id it came from.
 */
export class ContactDirectory {
  readonly #known = new Map<string, ChatContact>();

  constructor(
    private readonly lookUp: LookUp,
    private readonly limitMs: number,
  ) {}

  async find(chatId: string): Promise<ChatContact> {
    if (chatKindOf(chatId) !== "direct") return UNKNOWN;
    const known = this.#known.get(chatId);
    if (known) return known;
    try {
      const { lid, phone, name, pushname } = await withTimeLimit(this.lookUp(chatId), {
        limitMs: this.limitMs,
        what: "looking up a contact",
      });
      const contact: ChatContact = {
        aliases: [lid, phone].filter((id) => id !== undefined),
        phone: phone ? phoneNumberOf(phone) : undefined,
        savedName: name,
        ownName: pushname,
      };
      if (this.#known.size >= LARGEST_SIZE) this.#known.clear();
      this.#known.set(chatId, contact);
      return contact;
    } catch {
      return UNKNOWN;
    }
  }

  /** Ids a chat is known by so far, itself included. Asks nobody. */
  idsOf(chatId: string): string[] {
    return [...new Set([chatId, ...(this.#known.get(chatId)?.aliases ?? [])])];
  }
}
