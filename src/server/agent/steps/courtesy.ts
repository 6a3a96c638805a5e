import { recogniseSmallTalk, type SmallTalk } from "@/domain/agent/small-talk";
import { soundsUpset } from "@/domain/agent/upset";
import { wantsPerson } from "@/domain/agent/wants-person";
import type { AgentStep, AgentTurn, Ending } from "../agent-step";
import { handOver, sayFixed } from "../endings";
import { detectLanguage, replyLanguage } from "../language";
import type { AgentDeps } from "../pipeline";

const TEXTS = {
  greeting: "greeting",
  wellbeing: "greeting",
  thanks: "thanks",
  goodbye: "goodbye",
  aboutBot: "aboutBot",
} as const satisfies Record<SmallTalk["kind"], string>;

/**
 * A courtesy that is the same in several languages is answered in the one that was written in before, else in that of
 * the documents, else in English: letter statistics know nothing of "hello".
 */
async function languageOfCourtesy(
  { knowledgeLanguages }: Pick<AgentDeps, "knowledgeLanguages">,
  { request }: AgentTurn,
  { smallTalk: { languages }, earlier }: { smallTalk: SmallTalk; earlier: readonly string[] },
): Promise<string> {
  const [only] = languages;
  if (only !== undefined && languages.length === 1) return only;
  const isPossible = (language: string) => languages.length === 0 || languages.includes(language);
  for (const text of [...earlier].reverse()) {
    const detected = await detectLanguage(text);
    if (detected?.isReliable && isPossible(detected.language)) return detected.language;
  }
  const known = await knowledgeLanguages(request.accountId);
  return [...known, "en"].find(isPossible) ?? only ?? "en";
}

/** The account's own greeting; to customers who write in another language than it is in, the fixed one speaks theirs. */
async function ownGreeting({ language, request }: AgentTurn): Promise<Ending | null> {
  const { greeting } = request.settings;
  if (!greeting) return null;
  const written = await detectLanguage(greeting);
  if (written?.isReliable && written.language !== language) return null;
  return { decision: "smalltalk", band: "sure", reply: greeting, handoffReason: null };
}

/**
 * Answers what needs no documents, and settles the language: nothing to read, a courtesy, a question about the bot
 * itself, a wish for a person, anger. Fixed texts, so that nobody can make the bot say something else in a friendly chat.
 */
export const courtesy = (deps: Pick<AgentDeps, "knowledgeLanguages">): AgentStep => ({
  name: "courtesy",
  async run(before) {
    const { question, history, accountName } = before.request;
    const smallTalk = recogniseSmallTalk(question, accountName);
    const earlier = history.filter((entry) => entry.role === "customer").map((entry) => entry.text);
    const own = await detectLanguage(question);
    const turn = {
      ...before,
      language: smallTalk
        ? await languageOfCourtesy(deps, before, { smallTalk, earlier })
        : await replyLanguage(question, earlier),
      questionLanguage: own?.isReliable ? own.language : undefined,
    };
    const greeting = smallTalk?.kind === "greeting" ? await ownGreeting(turn) : null;
    if (greeting) return { turn, ending: greeting, note: "greeting" };
    if (smallTalk) return { turn, ending: sayFixed(turn, TEXTS[smallTalk.kind], "smalltalk"), note: smallTalk.kind };
    if (!/[\p{L}\p{N}]/u.test(question)) return { turn, ending: sayFixed(turn, "askForText", "clarify") };
    if (wantsPerson(question))
      return { turn, ending: handOver(turn, "personWillAnswer", "The customer asked for a person.") };
    if (soundsUpset(question)) return { turn, ending: handOver(turn, "sorry", "The customer sounds upset.") };
    return { turn };
  },
});
