/**
 * `mine`: those that whoever asks looks after; `unassigned`: those that nobody does. `closed`: where nothing was said
 * since it was closed. `snoozed`: put off until a time that is to come.
 */
export const INBOX_LISTS = ["all", "waiting", "mine", "unassigned", "person", "snoozed", "closed"] as const;
export type InboxList = (typeof INBOX_LISTS)[number];

/** Of so many tags one may be looked for at once. */
export const MAX_FILTER_TAGS = 10;
/** As many views of one's own as one still finds one's way in. */
export const MAX_OWN_VIEWS = 20;
/** As long as a rule may make one. */
export const MAX_FILTER_TAG = 40;

/** Which conversations of an account are shown: those of a list that have all of the rest in common. */
export interface InboxFilters {
  filter: InboxList;
  /** The customer has at least one of them; none: whatever they have. */
  tags: readonly string[];
  /** Whose user id looks after it; null: whoever, or nobody. */
  assigneeId: string | null;
  /** Only where something wasn't read yet. */
  isUnread: boolean;
}

export const ALL_CONVERSATIONS: InboxFilters = { filter: "all", tags: [], assigneeId: null, isUnread: false };

/** What the address says: a view, filters, or a view whose filters were changed since it was opened. */
export interface InboxAddress {
  viewId: string | null;
  /** Null with a view that is shown as it was saved. */
  filters: InboxFilters | null;
}

const NAMES = ["filter", "tag", "assignee", "unread"] as const;

/** Reads the query of an address. What isn't understood is left out: an old link still leads to a list. */
export function readInboxAddress(params: Pick<URLSearchParams, "get" | "getAll" | "has">): InboxAddress {
  const viewId = params.get("view");
  if (viewId && !NAMES.some((name) => params.has(name))) return { viewId, filters: null };
  const tags = params.getAll("tag").filter((tag) => tag !== "" && tag.length <= MAX_FILTER_TAG);
  return {
    viewId: viewId || null,
    filters: {
      filter: INBOX_LISTS.find((list) => list === params.get("filter")) ?? "all",
      tags: [...new Set(tags)].slice(0, MAX_FILTER_TAGS),
      assigneeId: params.get("assignee") || null,
      isUnread: params.get("unread") === "1",
    },
  };
}

/** The query that says it, with its question mark; "" for all conversations. */
export function inboxQuery({ viewId, filters }: InboxAddress): string {
  const params = new URLSearchParams();
  if (viewId) params.set("view", viewId);
  if (filters) {
    const { filter, tags, assigneeId, isUnread } = filters;
    // A changed view says its list also when that is all: without it, it would be the view as it was saved.
    if (filter !== "all" || viewId) params.set("filter", filter);
    for (const tag of tags) params.append("tag", tag);
    if (assigneeId) params.set("assignee", assigneeId);
    if (isUnread) params.set("unread", "1");
  }
  return params.size > 0 ? `?${params}` : "";
}

/** The same however the tags are ordered: what decides whether two lists are one. */
export const filtersKey = ({ filter, tags, assigneeId, isUnread }: InboxFilters): string =>
  JSON.stringify([filter, tags.toSorted(), assigneeId, isUnread]);

/** Filters beside the list itself. */
export const countFilters = ({ tags, assigneeId, isUnread }: InboxFilters): number =>
  tags.length + (assigneeId ? 1 : 0) + (isUnread ? 1 : 0);

/** What a list is asked for with. What isn't filtered by isn't named, so that the same list is the same question. */
export const filtersInput = ({ filter, tags, assigneeId, isUnread }: InboxFilters) => ({
  filter,
  ...(tags.length > 0 ? { tags: tags.toSorted() } : {}),
  ...(assigneeId ? { assignee: assigneeId } : {}),
  ...(isUnread ? { isUnread } : {}),
});
