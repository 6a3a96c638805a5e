import { languageNames } from "../words/language-names";
import type { RuleContext } from "./context";
import { isOpen } from "./hours";
import { findContained, findWholeWord } from "./match-words";
import { compileSafeRegex } from "./regex/safe-regex";
import type { Trigger } from "./rule";

interface Judgement {
  holds: boolean;
  /** For people: why it did or didn't. */
  why: string;
}

const yes = (why: string): Judgement => ({ holds: true, why });
const no = (why: string): Judgement => ({ holds: false, why });

/** Whether what a rule waits for has happened. The occasion has been looked at before. */
export function explainTrigger(trigger: Trigger, context: RuleContext): Judgement {
  const text = context.messages.map(({ words }) => words).join("\n");
  switch (trigger.kind) {
    case "message":
      return yes("A message came in.");
    case "keyword": {
      const word = findWholeWord(text, trigger.words);
      return word === undefined ? no("None of the words is in it.") : yes(`The word “${word}” is in it.`);
    }
    case "contains": {
      const part = findContained(text, trigger.texts);
      return part === undefined ? no("None of the texts is in it.") : yes(`“${part}” is in it.`);
    }
    case "regex":
      return compileSafeRegex(trigger.pattern).test(text)
        ? yes("The pattern matches.")
        : no("The pattern doesn't match.");
    case "first_message":
      return context.isFirstMessage ? yes("It is the customer's first message.") : no("The customer wrote before.");
    case "away":
      if (context.hours === null) return no("No business hours are set.");
      return isOpen(context.hours, context.now)
        ? no("It was within business hours.")
        : yes("It was outside business hours.");
    case "language": {
      const { language } = context;
      if (language === null) return no("The language couldn't be told.");
      const name = languageNames([language], "en");
      return trigger.languages.includes(language) ? yes(`It is in ${name}.`) : no(`It is in ${name}.`);
    }
    case "media": {
      const kind = context.messages.find((message) => trigger.kinds.includes(message.kind))?.kind;
      return kind === undefined ? no("It is of another kind.") : yes("It is of that kind.");
    }
    case "tag":
      return context.tags.includes(trigger.tag)
        ? yes(`The customer has the tag “${trigger.tag}”.`)
        : no(`The customer doesn't have the tag “${trigger.tag}”.`);
    case "handoff":
      return yes("The bot handed over.");
    case "no_reply":
      return yes(trigger.from === "customer" ? "The customer didn't write back." : "Nobody of the team wrote back.");
    case "schedule":
      return yes(`It was ${trigger.at}.`);
  }
}
