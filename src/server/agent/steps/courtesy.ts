import { recogniseSmallTalk, type SmallTalk } from "@/domain/agent/small-talk";
import { soundsUpset } from "@/domain/agent/upset";
import { wantsPerson } from "@/domain/agent/wants-person";
import type { AgentStep } from "../agent-step";
import { handOver, sayFixed } from "../endings";
import { detectLanguage, replyLanguage } from "../language";

const TEXTS = {
  greeting: "greeting",
  wellbeing: "greeting",
  thanks: "thanks",
  goodbye: "goodbye",
  aboutBot: "aboutBot",
} as const satisfies Record<SmallTalk["kind"], string>;

/**
 * Answers what needs no documents, and settles the language: nothing to read, a courtesy, a question about the bot
 * itself, a wish for a person, anger. Fixed texts, so that nobody can make the bot say something else in a friendly chat.
 */
export const courtesy = (): AgentStep => ({
  name: "courtesy",
  async run(before) {
    const { question, history, accountName } = before.request;
    const smallTalk = recogniseSmallTalk(question, accountName);
    const earlier = history.filter((entry) => entry.role === "customer").map((entry) => entry.text);
    const own = await detectLanguage(question);
    const turn = {
      ...before,
      language: smallTalk?.language ?? (await replyLanguage(question, earlier)),
      questionLanguage: own?.isReliable ? own.language : undefined,
    };
    if (smallTalk) return { turn, ending: sayFixed(turn, TEXTS[smallTalk.kind], "smalltalk"), note: smallTalk.kind };
    if (!/[\p{L}\p{N}]/u.test(question)) return { turn, ending: sayFixed(turn, "askForText", "clarify") };
    if (wantsPerson(question))
      return { turn, ending: handOver(turn, "personWillAnswer", "The customer asked for a person.") };
    if (soundsUpset(question)) return { turn, ending: handOver(turn, "sorry", "The customer sounds upset.") };
    return { turn };
  },
});
