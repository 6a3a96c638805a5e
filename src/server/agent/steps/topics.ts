import { touchedTopic } from "@/domain/agent/topics";
import type { AgentStep } from "../agent-step";
import { handOver, sayFixed } from "../endings";

/**
 * Keeps the bot off the subjects that the account named, whether the customer's own words touch them or what they mean in
 * the conversation. Nothing is looked up, so that nothing of it can be said.
 */
export const keepOffTopics = (): AgentStep => ({
  name: "topics",
  async run(turn) {
    const { question, settings } = turn.request;
    const readings = [
      question,
      turn.question,
      ...(turn.otherReading?.isGuess === false ? [turn.otherReading.question] : []),
    ];
    const topic = touchedTopic(readings, settings.topics ?? []);
    if (!topic) return { turn };
    const ending =
      topic.action === "decline"
        ? sayFixed(turn, "declined", "smalltalk")
        : handOver(turn, "personWillAnswer", `About “${topic.name}”, which people answer here.`);
    return { turn, ending, note: topic.name };
  },
});
