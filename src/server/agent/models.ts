import { createOpenAI } from "@ai-sdk/openai";
import { APICallError, embedMany, generateText, type LanguageModel, NoTranscriptGeneratedError, transcribe } from "ai";
import { EMBEDDING_DIMENSIONS, type EmbeddingModel } from "@/domain/knowledge/embedding";
import { toUnitVector } from "@/domain/knowledge/similarity";
import { AppError } from "@/server/errors";
import type { ChatModel } from "./chat-model";
import { draftSchema, findDraft, NO_DRAFT, toDraft } from "./draft-parsing";
import { createObjectAsker, usageOf } from "./object-asker";
import { findOrder, orderSchema } from "./order-parsing";
import {
  answerPrompt,
  orderPrompt,
  PROMPT_VERSION,
  type Prompt,
  rewritePrompt,
  summaryPrompt,
  translatePrompt,
} from "./prompts";
import { type QuestionWriter, questionsPrompt } from "./question-writer";
import { withRetries } from "./retries";
import type { Transcriber } from "./transcriber";

export interface OpenAiOptions {
  apiKey: string;
  /** Any server that speaks OpenAI's protocol; OpenAI itself when absent. */
  baseURL?: string | undefined;
  /** How it is reached; node's own way when absent. */
  fetch?: typeof fetch | undefined;
  model: string;
  /** Default: the provider's. Reasoning models have none. */
  temperature?: number | undefined;
  /** Default MAX_OUTPUT_TOKENS. */
  maxOutputTokens?: number | undefined;
}

export interface CallLimits {
  /** One call with its retries, in ms: a customer waits for it. */
  timeoutMs: number;
  /** After rate limits and server errors, with growing pauses. */
  maxRetries: number;
}

const DEFAULT_LIMITS: CallLimits = { timeoutMs: 14_000, maxRetries: 2 };
/** A question in other words is quickly written, and the turn goes on without it. */
const QUESTION_TIMEOUT_MS = 5_000;
/** Nobody waits for it, but the next turn of the same conversation. */
const SUMMARY_TIMEOUT_MS = 8_000;
/** Without it the answer is only a little worse, so nobody waits long for it, and it isn't tried twice. */
const ORDER_TIMEOUT_MS = 6_000;
/** Reasoning models think within it; an answer itself stays under 300. */
const MAX_OUTPUT_TOKENS = 3_000;
/** Longer than this it is no longer a question but something else the model wrote. */
const MAX_QUESTION_CHARACTERS = 500;
const REASONING_MODEL = /^(?:o\d|gpt-[5-9])/u;

/** A model at OpenAI or at a server that speaks its chat protocol. Throws when it cannot be used; never hangs. */
export function createChatModel(options: OpenAiOptions, limits: Partial<CallLimits> = {}): ChatModel {
  // `.chat`: compatible servers know /chat/completions, only OpenAI knows /responses.
  const { temperature, maxOutputTokens } = options;
  return chatModelFrom(clientFor(options).chat(options.model), { ...limits, temperature, maxOutputTokens });
}

/** The same over any AI SDK model, so that tests can pass a mock. */
export function chatModelFrom(
  model: Exclude<LanguageModel, string>,
  limits: Partial<CallLimits> & Pick<OpenAiOptions, "temperature" | "maxOutputTokens"> = {},
): ChatModel {
  const { timeoutMs, maxRetries, temperature, maxOutputTokens = MAX_OUTPUT_TOKENS } = { ...DEFAULT_LIMITS, ...limits };
  const isReasoning = REASONING_MODEL.test(model.modelId);
  const call = (prompt: Prompt, abortSignal: AbortSignal) => ({
    model,
    ...prompt,
    maxOutputTokens,
    // Ours are quicker than those of the SDK.
    maxRetries: 0,
    abortSignal,
    ...(isReasoning ? { providerOptions: { openai: { reasoningEffort: "low" } } } : {}),
    ...(temperature === undefined || isReasoning ? {} : { temperature }),
  });
  /** One call with its retries, which all have to fit into its time. */
  const within = <Result>(ms: number, caller: AbortSignal, ask: (signal: AbortSignal) => Promise<Result>) => {
    const signal = AbortSignal.any([caller, AbortSignal.timeout(ms)]);
    return withRetries(() => ask(signal), { maxRetries, signal });
  };
  const askForDraft = createObjectAsker(call, { schema: draftSchema, find: findDraft, none: NO_DRAFT });
  const askForOrder = createObjectAsker(call, { schema: orderSchema, find: findOrder });
  const askForQuestion = async (prompt: Prompt, caller: AbortSignal) => {
    const { text, totalUsage } = await within(Math.min(timeoutMs, QUESTION_TIMEOUT_MS), caller, (signal) =>
      generateText(call(prompt, signal)),
    );
    const question = text.trim().replaceAll(/^["“]|["”]$/gu, "");
    if (question === "" || question.length > MAX_QUESTION_CHARACTERS)
      throw new Error("The model gave no usable question.");
    return { question, usage: usageOf(totalUsage) };
  };

  return {
    id: model.modelId,
    promptVersion: PROMPT_VERSION,

    rewriteQuestion: (input, signal) => askForQuestion(rewritePrompt(input), signal),
    translateQuestion: (input, signal) => askForQuestion(translatePrompt(input), signal),

    async summarise(input, signal) {
      const { text, totalUsage } = await within(Math.min(timeoutMs, SUMMARY_TIMEOUT_MS), signal, (limited) =>
        generateText(call(summaryPrompt(input), limited)),
      );
      return { summary: text, usage: usageOf(totalUsage) };
    },

    async draftAnswer(input, signal) {
      const { tools, ...plain } = input;
      const offer = tools && { tools, prompt: answerPrompt(input) };
      const { value, usage, leftOutTools } = await within(timeoutMs, signal, (limited) =>
        askForDraft(answerPrompt(plain), limited, offer),
      );
      return { draft: toDraft(value), usage, model: model.modelId, ...(leftOutTools ? { leftOutTools } : {}) };
    },

    async orderPassages(input, signal) {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(Math.min(timeoutMs, ORDER_TIMEOUT_MS))]);
      const { value, usage } = await askForOrder(orderPrompt(input), limited);
      return { order: value.order.map((id) => id - 1), usage };
    },
  };
}

/** Nobody waits in a chat for it. */
const WRITING_LIMITS: CallLimits = { timeoutMs: 40_000, maxRetries: 1 };

/** The same model as a writer of test questions. */
export function createQuestionWriter(options: OpenAiOptions, limits: Partial<CallLimits> = {}): QuestionWriter {
  const model = clientFor(options).chat(options.model);
  const { timeoutMs, maxRetries } = { ...WRITING_LIMITS, ...limits };
  return {
    async writeQuestions(passages, count, signal) {
      const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const prompt = questionsPrompt(passages, count);
      const { text } = await generateText({
        model,
        ...prompt,
        maxOutputTokens: MAX_OUTPUT_TOKENS,
        maxRetries,
        abortSignal,
      });
      return text;
    },
  };
}

/** The one way to a server that speaks OpenAI's protocol. */
export const clientFor = ({
  apiKey,
  baseURL,
  fetch = sendWhole,
}: Pick<OpenAiOptions, "apiKey" | "baseURL" | "fetch">) =>
  createOpenAI({ apiKey, ...(baseURL ? { baseURL } : {}), fetch });

/**
 * Forms are sent as bytes and not as a stream: Node ends a streamed form that is aborted with a rejection that nobody
 * can catch.
 */
const sendWhole: typeof fetch = async (input, init) => {
  if (!(init?.body instanceof FormData)) return fetch(input, init);
  const form = new Response(init.body);
  const headers = new Headers(init.headers);
  headers.set("content-type", form.headers.get("content-type") ?? "multipart/form-data");
  return fetch(input, { ...init, headers, body: await form.arrayBuffer() });
};

/** Small enough for every known server, large enough to make calls few. */
const EMBEDDING_BATCH = 96;
const EMBEDDING_TIMEOUT_MS = 30_000;

/**
 * An embedding model at OpenAI or a compatible server. It is asked for EMBEDDING_DIMENSIONS numbers per text, and what
 * comes back is checked, because many servers ignore the wish.
 * @throws AppError upstream_unavailable when the vectors don't fit
 */
export function createOpenAiEmbedding(options: OpenAiOptions, limits: Partial<CallLimits> = {}): EmbeddingModel {
  const model = clientFor(options).embedding(options.model);
  const { timeoutMs, maxRetries } = { timeoutMs: EMBEDDING_TIMEOUT_MS, maxRetries: 3, ...limits };

  async function embedBatch(values: string[], signal: AbortSignal | undefined): Promise<Float32Array[]> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const { embeddings } = await embedMany({
      model,
      values,
      maxRetries,
      abortSignal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      providerOptions: { openai: { dimensions: EMBEDDING_DIMENSIONS } },
    });
    const misfit = embeddings.find((embedding) => embedding.length !== EMBEDDING_DIMENSIONS);
    if (misfit || embeddings.length !== values.length)
      throw new AppError(
        "upstream_unavailable",
        `The embedding model “${options.model}” can't be used: it gives ${misfit ? `vectors of ${misfit.length} numbers` : "too few vectors"}, and Parley needs ${EMBEDDING_DIMENSIONS} numbers for each text. Choose one that can be shortened, such as text-embedding-3-small.`,
      );
    return embeddings.map(toUnitVector);
  }

  return {
    id: `openai:${options.model}@${EMBEDDING_DIMENSIONS}`,
    languages: "any",
    async embed(texts, signal) {
      const vectors: Float32Array[] = texts.map(() => new Float32Array(EMBEDDING_DIMENSIONS));
      // Servers refuse empty texts; nothing is what an empty text has in common with others.
      const filled = texts.flatMap((text, index) => (text.trim() === "" ? [] : [{ text, index }]));
      for (let start = 0; start < filled.length; start += EMBEDDING_BATCH) {
        const batch = filled.slice(start, start + EMBEDDING_BATCH);
        const embedded = await embedBatch(
          batch.map(({ text }) => text),
          signal,
        );
        batch.forEach(({ index }, position) => {
          vectors[index] = embedded[position]!;
        });
      }
      return vectors;
    },
  };
}

/** A customer waits for the answer, and more than one try has to fit into that. */
const TRANSCRIPTION_LIMITS: CallLimits = { timeoutMs: 20_000, maxRetries: 1 };
/** The server has looked at the recording and cannot do anything with it; asking again would change nothing. */
const UNUSABLE_RECORDING: readonly (number | undefined)[] = [400, 413, 415, 422];

/** A transcription model at OpenAI or at a server that speaks its protocol. */
export function createTranscriber(options: OpenAiOptions, limits: Partial<CallLimits> = {}): Transcriber {
  const model = clientFor(options).transcription(options.model);
  const { timeoutMs, maxRetries } = { ...TRANSCRIPTION_LIMITS, ...limits };
  return {
    async transcribe(bytes, signal) {
      const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      try {
        const { text } = await transcribe({ model, audio: bytes, maxRetries, abortSignal });
        return text.trim();
      } catch (error) {
        if (NoTranscriptGeneratedError.isInstance(error)) return "";
        if (APICallError.isInstance(error) && UNUSABLE_RECORDING.includes(error.statusCode)) return "";
        throw error;
      }
    },
  };
}
