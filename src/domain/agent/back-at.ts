import { type BusinessHours, isOpen, nextOpening } from "../automation/hours";
import { addDays, localTimeAt } from "../automation/zoned-time";
import { AGENT_LANGUAGES, type AgentLanguage } from "./calendar-words";
import { fillText, fixedTexts, isFixedText, languageOfFixedText } from "./fixed-texts";

/** What the customer is told when a person is asked to look. */
const HANDOVER_TEXTS = ["dontKnow", "personWillAnswer", "sorry", "trouble"] as const;

/**
 * A handover's words with when somebody is back, in their language and by the account's clock, while the business is
 * closed. Any other reply stays as it is, as do all when nobody has said when it is open.
 */
export function withOpening(reply: string, hours: BusinessHours | null, now: Date): string {
  const language = languageOfFixedText(reply, HANDOVER_TEXTS);
  if (language === undefined || !hours || isOpen(hours, now)) return reply;
  const opening = nextOpening(hours, now);
  return opening ? `${reply}${spaceIn(language)}${backWords(hours.timeZone, { opening, now }, language)}` : reply;
}

/** Whether the last words were these, with or without when somebody is back. */
export const wasSaid = (reply: string, lastReply: string | null): boolean =>
  lastReply !== null && (lastReply === reply || withoutOpening(lastReply) === reply);

/** Whether the bot says this to many customers; when somebody is back may stand after it. `name` is the business. */
export const isFixedReply = (text: string, name: string): boolean =>
  isFixedText(text, name) || isFixedText(withoutOpening(text), name);

const spaceIn = (language: AgentLanguage) => (language === "zh" || language === "ja" ? "" : " ");

function backWords(timeZone: string, at: { opening: Date; now: Date }, language: AgentLanguage): string {
  const [date, today] = [localTimeAt(timeZone, at.opening).date, localTimeAt(timeZone, at.now).date];
  const format = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone, numberingSystem: "latn", calendar: "gregory", ...parts }).format(
      at.opening,
    );
  const time = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const { backAt, backToday } = fixedTexts(language);
  if (date === today) return fillText(backToday, { time });
  // A weekday alone means the next one.
  const isFar = date > addDays(today, 6);
  const day = format({ weekday: "long", ...(isFar ? { day: "numeric", month: "long" } : {}) });
  return fillText(backAt, { day, time });
}

/** Every handover, and what may stand after it. */
const HANDOVERS = AGENT_LANGUAGES.flatMap((language) => {
  const texts = fixedTexts(language);
  const rest = [texts.backAt, texts.backToday].map((text) =>
    fillText(text.replaceAll(/[.*+?^$()[\]\\|]/gu, "\\$&"), { day: ".{2,60}", time: "\\d{1,2}[.:]\\d{2}" }),
  );
  const ending = new RegExp(`^${spaceIn(language)}(?:${rest.join("|")})$`, "u");
  return HANDOVER_TEXTS.map((key) => ({ text: texts[key], ending }));
});

function withoutOpening(text: string): string {
  const handover = HANDOVERS.find((one) => text.startsWith(one.text) && one.ending.test(text.slice(one.text.length)));
  return handover?.text ?? text;
}
