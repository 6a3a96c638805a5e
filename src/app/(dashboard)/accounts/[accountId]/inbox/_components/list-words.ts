import type { InboxList } from "@/domain/messaging/inbox-filters";
import type { MessageKey } from "@/domain/words/translate";

/** What the lists are called, in the order in which they stand. */
export const LIST_WORDS = {
  all: "inbox.pane.all",
  waiting: "inbox.pane.waiting",
  mine: "inbox.pane.mine",
  unassigned: "inbox.pane.unassigned",
  person: "inbox.pane.person",
  snoozed: "inbox.pane.snoozed",
  closed: "inbox.pane.closed",
} as const satisfies Record<InboxList, MessageKey>;

export const LISTS = Object.keys(LIST_WORDS) as InboxList[];
