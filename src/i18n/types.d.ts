import type { Language } from "@/domain/words/languages";
import type { Messages } from "@/messages/english";

declare module "next-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}
