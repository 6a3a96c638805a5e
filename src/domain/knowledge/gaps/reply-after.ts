import { withoutHelpQuestion } from "../../agent/helped/help-question";
import type { MessageAuthor } from "../../messaging/message";

export interface LaterMessage {
  author: MessageAuthor;
  body: string;
  /** It only says that somebody will answer, in the bot's words. */
  isHandover: boolean;
  /** It begins another question of the customer's, which the replies after it may be about. */
  asksOther: boolean;
  sentAt: Date;
}

/** Who answers a question after more time answers another one. */
const ANSWERED_WITHIN_MS = 72 * 3_600_000;

/** What somebody of the team answered: their first words and what they wrote right after, up to the customer's next. */
export function replyAfter(
  askedAt: Date,
  messages: readonly LaterMessage[],
): { text: string; writtenAt: Date } | undefined {
  const parts: LaterMessage[] = [];
  for (const message of messages) {
    const isTeam = (message.author === "person" || message.author === "phone") && !message.isHandover;
    if (isTeam && message.sentAt.getTime() - askedAt.getTime() <= ANSWERED_WITHIN_MS) parts.push(message);
    else if (message.asksOther || parts.length > 0) break;
  }
  const text = parts
    .map(({ body }) => withoutHelpQuestion(body).trim())
    .filter((body) => body !== "")
    .join("\n");
  const [first] = parts;
  return text === "" || !first ? undefined : { text, writtenAt: first.sentAt };
}
