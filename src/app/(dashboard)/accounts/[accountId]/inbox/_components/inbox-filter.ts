const FILTERS = ["all", "waiting", "mine", "unassigned", "person", "snoozed", "closed"] as const;
export type InboxFilter = (typeof FILTERS)[number];

/** What the address says is shown; anything else shows all. */
export const readFilter = (value: string | null): InboxFilter => FILTERS.find((filter) => filter === value) ?? "all";
