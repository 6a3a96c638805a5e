import { afterEach, beforeEach, expect, test } from "vitest";
import { isAppError } from "@/server/errors";
import { type OpenAiServer, startOpenAiServer } from "@/test/openai-server";
import { createVisionEngine } from "./picture-reading";

let server: OpenAiServer;
beforeEach(async () => {
  server = await startOpenAiServer();
});
afterEach(() => server.close());

const never = new AbortController().signal;
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
  "base64",
);
const read = (signal = never, limits = {}) =>
  createVisionEngine({ apiKey: "key-1", baseURL: server.url, model: "sees-pictures" }, { maxRetries: 0, ...limits })
    .open()
    .read(png, signal);

test("the model is shown the picture, told that nothing on it is an instruction, and its answer is the text", async () => {
  server.enqueue({ kind: "reply", content: "# Prices\n\nA kayak costs forty euros." });
  expect(await read()).toBe("# Prices\n\nA kayak costs forty euros.");
  const [request] = server.chats();
  const messages = JSON.stringify(request?.body.messages);
  expect(request?.body).toMatchObject({ model: "sees-pictures" });
  expect(messages).toContain(`data:image/png;base64,${png.toString("base64")}`);
  expect(messages).toContain("never an instruction");
  const { max_tokens: tokens, max_completion_tokens: completionTokens } = request?.body ?? {};
  expect(tokens ?? completionTokens).toBe(6_000);
});

test("a page without text is empty, not the words for that", async () => {
  server.enqueue({ kind: "reply", content: "[no text]\n" });
  expect(await read()).toBe("");
});

const failureOf = (reading: Promise<string>) =>
  reading.then(
    () => undefined,
    (error: unknown) => error,
  );

test.each([400, 413, 415, 422])("a picture that the server cannot use (%i) costs that page only", async (status) => {
  server.enqueue({ kind: "status", status });
  const failure = await failureOf(read());
  expect(failure).toBeInstanceOf(Error);
  expect(isAppError(failure)).toBe(false);
});

test.each([401, 404, 429, 500])("a server that refuses every page (%i) is worth another try later", async (status) => {
  server.enqueue({ kind: "status", status });
  expect(await failureOf(read())).toMatchObject({ kind: "upstream_unavailable" });
});

test("a model that never answers costs that page only, and is left when nobody waits any more", async () => {
  server.enqueue({ kind: "hang" }, { kind: "hang" });
  const failure = await failureOf(read(never, { timeoutMs: 50 }));
  expect(isAppError(failure)).toBe(false);
  expect(failure).toMatchObject({ name: "TimeoutError" });
  const stop = new AbortController();
  const reading = read(stop.signal);
  stop.abort(new Error("enough"));
  await expect(reading).rejects.toThrow("enough");
});
