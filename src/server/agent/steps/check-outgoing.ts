import { OUTGOING_CHECKS, type OutgoingCheck, whyHeldBack } from "@/domain/agent/outgoing";
import { touchedTopic } from "@/domain/agent/topics";
import type { AgentStep, AgentTurn } from "../agent-step";
import { handOver } from "../endings";
import { answerInstructionLines, promptCanary } from "../prompts";

/**
 * The last look at a reply, whoever wrote it: the bot's instructions don't leave, and no link, address or number goes out
 * that the documents don't have. What is held back is a person's to answer, and is shown to people.
 */
export const checkOutgoing = (checks: readonly OutgoingCheck[] = Object.values(OUTGOING_CHECKS)): AgentStep => ({
  name: "check-outgoing",
  async run(turn) {
    const { outgoing } = turn;
    if (!outgoing) return { turn };
    const why = whyHeldBack(outgoing.reply, contextOf(turn), checks) ?? offTopic(turn);
    if (why === undefined) return { turn, ending: outgoing };
    const dropped = [...turn.dropped, ...turn.sentences.map(({ text }) => ({ text, why }))];
    return { turn: { ...turn, dropped }, ending: handOver(turn, "dontKnow", `${why} It was not sent.`), note: why };
  },
});

/** A question that names no such subject may be answered by a passage that does. */
function offTopic({ sentences, request }: AgentTurn): string | undefined {
  const declined = (request.settings.topics ?? []).filter(({ action }) => action === "decline");
  const topic = touchedTopic(
    sentences.map(({ text }) => text),
    declined,
  );
  return topic && `The reply touched “${topic.name}”, which the bot is to stay away from.`;
}

const contextOf = ({ request, passages, language, hasTools }: AgentTurn) => ({
  canary: promptCanary,
  promptLines: answerInstructionLines({
    accountName: request.accountName,
    voice: request.settings,
    language,
    hasTools,
  }),
  sources: passages.flatMap(({ documentName, heading, text, isFromCustomer }) =>
    isFromCustomer ? [] : [`${documentName}\n${heading}\n${text}`],
  ),
  ownWords: request.history.flatMap(({ role, text }) => (role === "customer" ? [] : [text])),
  customerWords: [
    request.question,
    ...passages.flatMap(({ text, isFromCustomer }) => (isFromCustomer ? [text] : [])),
    ...request.history.flatMap(({ role, text }) => (role === "customer" ? [text] : [])),
  ],
  allowed: [request.accountName, request.settings.signature ?? "", ...(request.settings.allowedContacts ?? [])],
});
