import { afterFailure, askedOnce, type Circuit, mayBeAsked, WORKING_CIRCUIT } from "@/domain/agent/circuit-breaker";
import type { Logger } from "@/server/logger";
import type { ChatModel } from "./chat-model";

export interface ModelChainDeps {
  /** Asked in this order; the first is the one that is meant to answer, and gives the chain its name. */
  models: readonly [ChatModel, ...ChatModel[]];
  logger: Logger;
  now: () => Date;
}

/**
 * Several models as one: the next is asked when one fails. A model that keeps failing is left alone for a while, so that
 * customers don't wait for it each time.
 */
export function createModelChain({ models, logger, now }: ModelChainDeps): ChatModel {
  const circuits = new Map<ChatModel, Circuit>();
  const circuitOf = (model: ChatModel) => circuits.get(model) ?? WORKING_CIRCUIT;

  async function first<Result>(signal: AbortSignal, ask: (model: ChatModel) => Promise<Result>): Promise<Result> {
    let failure: unknown = new Error("Every model failed a moment ago; none is asked just now.");
    for (const model of models) {
      signal.throwIfAborted();
      const nowMs = now().getTime();
      if (!mayBeAsked(circuitOf(model), nowMs)) continue;
      circuits.set(model, askedOnce(circuitOf(model), nowMs));
      try {
        const result = await ask(model);
        circuits.set(model, WORKING_CIRCUIT);
        return result;
      } catch (error) {
        // Also when it was the turn that ran out of time: a model that is waited for so long isn't working.
        if (!isStop(signal)) circuits.set(model, afterFailure(circuitOf(model), now().getTime()));
        logger.warn({ err: error, model: model.id }, "a model failed");
        failure = error;
      }
    }
    throw failure;
  }

  return {
    id: models[0].id,
    promptVersion: models[0].promptVersion,
    rewriteQuestion: (input, signal) => first(signal, (model) => model.rewriteQuestion(input, signal)),
    translateQuestion: (input, signal) => first(signal, (model) => model.translateQuestion(input, signal)),
    orderPassages: (input, signal) => first(signal, (model) => model.orderPassages(input, signal)),
    summarise: (input, signal) =>
      first(signal, async (model) => {
        if (!model.summarise) throw new Error(`${model.id} does not summarise.`);
        return model.summarise(input, signal);
      }),
    draftAnswer: (input, signal) => first(signal, (model) => model.draftAnswer(input, signal)),
  };
}

/** The process stops or the caller has gone: no fault of the model. Running out of time is one. */
const isStop = (signal: AbortSignal): boolean =>
  signal.aborted && !(signal.reason instanceof DOMException && signal.reason.name === "TimeoutError");
