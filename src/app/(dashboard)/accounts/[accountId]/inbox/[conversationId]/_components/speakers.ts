import type { MessageAuthor } from "@/domain/messaging/message";

/** What the two sides of a conversation are called. */
export interface SpeakerNames {
  customer: string;
  /** The bot is called by its account's name. */
  bot: string;
}

/** Who wrote a message, by name where there is one. */
export function speakerOf(
  { author, participantName }: { author: MessageAuthor; participantName: string | null },
  names: SpeakerNames,
): string {
  switch (author) {
    case "customer":
      return participantName ?? names.customer;
    case "bot":
      return names.bot;
    case "person":
      return "Team";
    case "phone":
      return "From the phone";
    case "system":
      return "Parley";
  }
}
