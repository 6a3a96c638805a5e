import { z } from "zod";
import { INBOX_LISTS, MAX_FILTER_TAG, MAX_FILTER_TAGS } from "./inbox-filters";

/** Those of people who left stay, and are no longer anybody's own. */
export const MAX_SHARED_VIEWS = 60;
export const MAX_VIEW_NAME = 40;
/** So long what was removed can be put back. */
export const PUT_BACK_MS = 3_600_000;

/** Without what reads as the same name in another writing. */
export const viewNameSchema = z
  .string()
  .transform((typed) => typed.normalize("NFC").replace(/\s+/gu, " ").trim())
  .pipe(
    z
      .string()
      .min(1, "Give the view a name.")
      .max(MAX_VIEW_NAME, `Keep the name below ${MAX_VIEW_NAME + 1} characters.`),
  );

/** What narrows a list down: see inbox-filters.ts. */
export const narrowingSchema = z.object({
  tags: z.array(z.string().min(1).max(MAX_FILTER_TAG)).max(MAX_FILTER_TAGS).optional(),
  /** A user's id; of somebody who looks after nothing here, nothing is found. */
  assignee: z.string().min(1).max(64).optional(),
  isUnread: z.boolean().optional(),
});

export const inboxFiltersSchema = z.object({
  filter: z.enum(INBOX_LISTS),
  tags: z
    .array(z.string().min(1).max(MAX_FILTER_TAG))
    .max(MAX_FILTER_TAGS)
    .transform((tags) => [...new Set(tags)]),
  assigneeId: z.string().min(1).max(64).nullable(),
  isUnread: z.boolean(),
});
