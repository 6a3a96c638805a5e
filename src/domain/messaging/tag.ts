import { MAX_FILTER_TAG } from "./inbox-filters";

/** More say nothing any more, and all of them are shown beside the conversation. Rules may add to them. */
export const MAX_TAGS_OF_CUSTOMER = 30;
/** As many as lists and filters offer. */
export const MAX_TAGS_OF_ACCOUNT = 200;

const UNREADABLE = /(?!\s)[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Lower case, so that "VIP" and "vip" are one, and without what reads as the same tag in another writing. */
export const normalizeTag = (typed: string): string =>
  typed.replace(UNREADABLE, "").replace(/\s+/gu, " ").trim().toLowerCase().normalize("NFC");

/** Whether it can be a tag, once it is normalized. */
const isTag = (tag: string): boolean => tag !== "" && tag.length <= MAX_FILTER_TAG;

/** A tag that the account knows, and how many customers have it. */
export interface KnownTag {
  tag: string;
  customers: number;
}

export interface TagOffer {
  /** Those that fit what is typed, the likeliest first. */
  tags: string[];
  /** What is typed as a tag that nobody has yet; null: there is such a tag, or it is no tag. */
  isNew: string | null;
  /** What Enter takes; null: nothing fits. */
  likeliest: string | null;
}

/** What is offered to whoever types a tag. @param has those that the customer has already */
export function offerTags(
  typed: string,
  { known, has, limit }: { known: readonly KnownTag[]; has: readonly string[]; limit: number },
): TagOffer {
  const wanted = normalizeTag(typed);
  const rank = (tag: string) => (tag === wanted ? 0 : tag.startsWith(wanted) ? 1 : tag.includes(wanted) ? 2 : 3);
  const tags = known
    .filter(({ tag }) => rank(tag) < 3 && !has.includes(tag))
    .toSorted((a, b) => rank(a.tag) - rank(b.tag) || b.customers - a.customers || (a.tag < b.tag ? -1 : 1))
    .slice(0, limit)
    .map(({ tag }) => tag);
  const isTaken = has.includes(wanted) || known.some(({ tag }) => tag === wanted);
  const isNew = !isTaken && isTag(wanted) ? wanted : null;
  const [first] = tags;
  // What merely contains what was typed isn't what was meant.
  const likeliest = first?.startsWith(wanted) ? first : (isNew ?? first ?? null);
  return { tags, isNew, likeliest };
}

/** A tag that was added or taken away here, and that the server hasn't answered for yet. */
export interface PendingTag {
  tag: string;
  isAdded: boolean;
}

/**
 * The customer's tags as whoever changes them sees them at once: those the server knows, and their own acts on them. By
 * name, so that none moves when the server answers.
 */
export function withPendingTags(tags: readonly string[], pending: readonly PendingTag[]): string[] {
  const shown = new Set(tags);
  for (const { tag, isAdded } of pending) {
    if (isAdded) shown.add(tag);
    else shown.delete(tag);
  }
  return [...shown].toSorted((a, b) => a.localeCompare(b));
}
