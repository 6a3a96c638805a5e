import type { MessageAuthor } from "@/domain/messaging/message";
import type { Translate } from "@/domain/words/translate";

/** What the two sides of a conversation are called. */
export interface SpeakerNames {
  customer: string;
  /** The bot is called by its account's name. */
  bot: string;
}

/** Who wrote a message, by name where there is one. */
export function speakerOf(
  t: Translate,
  { author, participantName }: { author: MessageAuthor; participantName: string | null },
  names: SpeakerNames,
): string {
  switch (author) {
    case "customer":
      return participantName ?? names.customer;
    case "bot":
      return names.bot;
    case "person":
      return t("inbox.writers.team");
    case "phone":
      return t("inbox.writers.phone");
    case "system":
      return t("inbox.writers.system");
  }
}
