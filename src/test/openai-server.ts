import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it arrived. */
export interface SeenRequest {
  path: string;
  authorization: string | undefined;
  body: Record<string, unknown>;
}

export interface ChatRequest {
  /** All messages joined, for scripts that decide by what they are asked. */
  text: string;
  /** The last message of the user, parsed when it is JSON. */
  data: unknown;
  /** `json_schema`, `json_object`, or undefined for plain text. */
  format: string | undefined;
  /** Names of the tools that it offers. */
  tools: readonly string[];
  /** What tools said so far. */
  toolResults: readonly unknown[];
}

/** What the server does with one request; the next one without a script gets the default. */
export type Script =
  | { kind: "reply"; content: string | object }
  /** Asks for tools in place of an answer. */
  | { kind: "tools"; calls: readonly { name: string; input: object }[] }
  | { kind: "status"; status: number; message?: string; headers?: Record<string, string> }
  /** Accepts the request and never answers. */
  | { kind: "hang" }
  /** Status 200 and these words as the body, whatever they are; `isCut` closes the connection before the end. */
  | { kind: "raw"; body: string; isCut?: boolean }
  /** Closes the connection without an answer. */
  | { kind: "drop" };

export interface OpenAiServer {
  /** For OPENAI_BASE_URL, `/v1` included. */
  url: string;
  seen: SeenRequest[];
  /** Chat requests alone, in order. */
  chats(): SeenRequest[];
  /** Used up in order, one per request (of any kind); afterwards `whenChat` answers chats, `whenAudio` recordings. */
  enqueue(...scripts: Script[]): void;
  /** Answers every chat request that no script was queued for. */
  whenChat(handler: (request: ChatRequest) => Script): void;
  /** Says what is heard in a recording, told by its file's name, type and bytes. */
  whenAudio(handler: (file: File) => Script | Promise<Script>): void;
  /** What happens to requests for vectors; undefined = they are given. */
  whenEmbedding(handler: (() => Script) | undefined): void;
  /** Response formats the server refuses with status 400. */
  refuseFormats(...formats: string[]): void;
  /** Refuses tools with status 400, as servers do that know none. */
  refuseTools(isRefusing?: boolean): void;
  /** Length of the vectors it gives whatever it is asked for; undefined = as asked. */
  forceDimensions(dimensions: number | undefined): void;
  close(): Promise<void>;
}

const USAGE = { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 };

/** A vector of word counts hashed into `dimensions` places, not normalised: texts that share words are close. */
function hashedVector(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    let hash = 2166136261;
    for (const character of word) hash = Math.imul(hash ^ character.codePointAt(0)!, 16777619) >>> 0;
    vector[hash % dimensions]! += 1;
  }
  return vector;
}

/** The fields of a JSON body or of a form; a form's file is a File. */
async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  const contentType = request.headers["content-type"] ?? "";
  if (contentType.startsWith("multipart/form-data"))
    return Object.fromEntries(await new Response(bytes, { headers: { "content-type": contentType } }).formData());
  return bytes.length === 0 ? {} : (JSON.parse(bytes.toString("utf8")) as Record<string, unknown>);
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

function sendRaw(response: ServerResponse, { body, isCut = false }: { body: string; isCut?: boolean }): void {
  const length = Buffer.byteLength(body);
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": String(isCut ? length + 100 : length),
  });
  if (isCut) response.write(body, () => response.destroy());
  else response.end(body);
}

const textOf = (content: unknown): string =>
  typeof content === "string"
    ? content
    : Array.isArray(content)
      ? content.map((part: { text?: string }) => part.text ?? "").join("")
      : "";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function chatRequestOf(body: Record<string, unknown>): ChatRequest {
  const messages = (body.messages ?? []) as { role: string; content: unknown }[];
  const tools = (body.tools ?? []) as { function: { name: string } }[];
  const data = parsed(textOf(messages.findLast(({ role }) => role === "user")?.content));
  return {
    tools: tools.map((tool) => tool.function.name),
    toolResults: messages.filter(({ role }) => role === "tool").map(({ content }) => parsed(textOf(content))),
    text: messages.map((message) => textOf(message.content)).join("\n"),
    data,
    format: (body.response_format as { type?: string } | undefined)?.type,
  };
}

/** What an obedient model would say to Parley's answer prompt: the first sentence of the first passage. */
export function firstSentenceOf(request: ChatRequest): Script {
  const data = request.data as { passages?: { id: number; text: string }[]; lastMessage?: string } | undefined;
  if (data?.lastMessage !== undefined) return { kind: "reply", content: data.lastMessage };
  const passage = data?.passages?.[0];
  if (!passage) return { kind: "reply", content: { action: "handoff", sentences: [] } };
  const text = /[^.!?]+[.!?]/u.exec(passage.text)?.[0] ?? passage.text;
  return { kind: "reply", content: { action: "answer", sentences: [{ text: text.trim(), citations: [passage.id] }] } };
}

/**
 * An OpenAI-compatible server on a free local port: chat completions (JSON schema, JSON object or text), embeddings with
 * `dimensions`, and transcriptions. Failures are scripted, requests are recorded.
 */
export async function startOpenAiServer(): Promise<OpenAiServer> {
  const seen: SeenRequest[] = [];
  const queue: Script[] = [];
  const refused = new Set<string>();
  let refusesTools = false;
  let handler: (request: ChatRequest) => Script = firstSentenceOf;
  let hear: (file: File) => Script | Promise<Script> = () => ({ kind: "reply", content: "When do you open?" });
  let embed: (() => Script) | undefined;
  let forcedDimensions: number | undefined;

  function answerChat(body: Record<string, unknown>, response: ServerResponse, content: string | object): void {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    sendMessage(body, response, { finish_reason: "stop", message: { role: "assistant", content: text } });
  }

  function askForTools(
    body: Record<string, unknown>,
    response: ServerResponse,
    calls: readonly { name: string; input: object }[],
  ): void {
    const tool_calls = calls.map(({ name, input }, index) => ({
      id: `call-${seen.length}-${index}`,
      type: "function",
      function: { name, arguments: JSON.stringify(input) },
    }));
    sendMessage(body, response, {
      finish_reason: "tool_calls",
      message: { role: "assistant", content: null, tool_calls },
    });
  }

  function sendMessage(body: Record<string, unknown>, response: ServerResponse, choice: object): void {
    sendJson(response, 200, {
      id: "chat-1",
      object: "chat.completion",
      created: 1,
      model: body.model,
      usage: USAGE,
      choices: [{ index: 0, ...choice }],
    });
  }

  function answerEmbeddings(body: Record<string, unknown>, response: ServerResponse): void {
    const texts = [body.input].flat() as string[];
    if (texts.includes("")) {
      sendJson(response, 400, { error: { message: "input is empty" } });
      return;
    }
    const dimensions = forcedDimensions ?? (typeof body.dimensions === "number" ? body.dimensions : 1536);
    sendJson(response, 200, {
      object: "list",
      model: body.model,
      usage: { prompt_tokens: texts.length, total_tokens: texts.length },
      data: texts.map((text, index) => ({ object: "embedding", index, embedding: hashedVector(text, dimensions) })),
    });
  }

  function act(script: Script, body: Record<string, unknown>, response: ServerResponse): void {
    if (script.kind === "hang") return;
    if (script.kind === "drop") response.destroy();
    else if (script.kind === "raw") sendRaw(response, script);
    else if (script.kind === "reply" && body.file instanceof File) sendJson(response, 200, { text: script.content });
    else if (script.kind === "tools") askForTools(body, response, script.calls);
    else if (script.kind === "reply") answerChat(body, response, script.content);
    else sendJson(response, script.status, { error: { message: script.message ?? "scripted" } }, script.headers);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "").split("?")[0] ?? "";
    const body = await readBody(request);
    seen.push({ path, authorization: request.headers.authorization, body });
    const isChat = path.endsWith("/chat/completions");
    const isAudio = path.endsWith("/audio/transcriptions") && body.file instanceof File;
    if (!isChat && !isAudio && !path.endsWith("/embeddings"))
      return sendJson(response, 404, { error: { message: "not found" } });
    const chat = chatRequestOf(body);
    if (isChat && chat.format !== undefined && refused.has(chat.format))
      return sendJson(response, 400, { error: { message: `response_format ${chat.format} is not supported` } });
    if (isChat && refusesTools && body.tools !== undefined)
      return sendJson(response, 400, { error: { message: "tools are not supported" } });
    const scripted = queue.shift();
    if (scripted) return act(scripted, body, response);
    if (isChat) act(handler(chat), body, response);
    else if (isAudio) act(await hear(body.file as File), body, response);
    else if (embed) act(embed(), body, response);
    else answerEmbeddings(body, response);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => sendJson(response, 500, { error: { message: String(error) } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    seen,
    chats: () => seen.filter((request) => request.path.endsWith("/chat/completions")),
    enqueue: (...scripts) => void queue.push(...scripts),
    whenChat: (next) => {
      handler = next;
    },
    whenAudio: (next) => {
      hear = next;
    },
    whenEmbedding: (next) => {
      embed = next;
    },
    refuseFormats: (...formats) => {
      for (const format of formats) refused.add(format);
    },
    refuseTools: (isRefusing = true) => {
      refusesTools = isRefusing;
    },
    forceDimensions: (dimensions) => {
      forcedDimensions = dimensions;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
