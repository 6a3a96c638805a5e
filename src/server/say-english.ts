import { createTranslator } from "use-intl/core";
import type { Translate } from "@/domain/words/translate";
import { english } from "@/messages/english";

/** What the server writes for people whose language it doesn't know: mails, tables, the log of what was done. */
export const sayEnglish: Translate = createTranslator({ locale: "en", messages: english });
