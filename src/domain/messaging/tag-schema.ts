import { z } from "zod";
import { MAX_FILTER_TAG } from "./inbox-filters";
import { normalizeTag } from "./tag";

/** As rules, people and filters name one. */
export const tagSchema = z
  .string()
  .transform(normalizeTag)
  .pipe(z.string().min(1, "Write a tag.").max(MAX_FILTER_TAG, `At most ${MAX_FILTER_TAG} characters.`));
