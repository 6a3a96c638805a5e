import { createTranslator } from "use-intl/core";
import type { Translate } from "@/domain/words/translate";
import { english } from "@/messages/english";

/** What the interface says, in English. A message that is missing or lacks a value is an error. */
export const say: Translate = createTranslator({
  locale: "en",
  messages: english,
  onError: (error) => {
    throw error;
  },
});
