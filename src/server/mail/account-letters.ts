import { formatPhoneNumber } from "@/domain/words/phone-digits";
import { roleWithArticle, roleWords } from "@/domain/words/role";
import { sayEnglish } from "@/server/say-english";
import type { Letters } from "./letter";
import { ours, say } from "./sentence";

/** The day as everybody reads it; where the reader lives is not known. */
const dayOf = (iso: string) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));

const SOMEBODY = "Somebody of the team";

/** About an account and its team. */
export const accountLetters: Letters<"team_invitation" | "role_changed" | "number_disconnected"> = {
  team_invitation: ({ path, accountName, role, invitedBy, expiresAt }) => ({
    subject: say`You are invited to “${accountName}”`,
    paragraphs: [
      say`${invitedBy ?? SOMEBODY} invites you to “${accountName}” at Parley, where a team and its bot answer customers on WhatsApp.`,
      say`You would be ${ours(roleWithArticle(sayEnglish, role))}. You could ${ours(roleWords(sayEnglish, role).summary)}`,
    ],
    button: { label: "Look at the invitation", path },
    footnote: say`It is for this address alone and ends on ${ours(dayOf(expiresAt))}. If you don't know the team, ignore this mail.`,
  }),
  role_changed: ({ accountName, role, changedBy, path }) => {
    const who = changedBy ?? SOMEBODY;
    const footnote = say`You get this mail because you have a user at Parley.`;
    return role === "removed"
      ? {
          subject: say`You are no longer in “${accountName}”`,
          paragraphs: [
            say`${who} took you off the team of “${accountName}”. Your user and your other accounts stay as they are.`,
          ],
          button: { label: "Open Parley", path },
          footnote,
        }
      : {
          subject: say`You are now ${ours(roleWithArticle(sayEnglish, role))} of “${accountName}”`,
          paragraphs: [
            say`${who} changed your role in “${accountName}”. You can now ${ours(roleWords(sayEnglish, role).summary)}`,
          ],
          button: { label: "Open the account", path },
          footnote,
        };
  },
  number_disconnected: ({ accountName, phoneNumber, reason, path }) => ({
    subject: say`“${accountName}” is not connected to WhatsApp`,
    paragraphs: [
      phoneNumber
        ? say`The number ${ours(formatPhoneNumber(phoneNumber))} of “${accountName}” is not connected, and its customers get no answers.`
        : say`The number of “${accountName}” is not connected, and its customers get no answers.`,
      say`${ours(reason)}`,
      say`What they write meanwhile is picked up once it is connected again.`,
    ],
    button: { label: "Look at the connection", path },
    footnote: say`You get this mail because you are an owner or admin of the account.`,
  }),
};
