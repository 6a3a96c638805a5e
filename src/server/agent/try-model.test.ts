import { afterEach, beforeEach, expect, test } from "vitest";
import { createGuardedFetch } from "@/server/knowledge/web/guarded-fetch";
import { systemNetwork } from "@/server/knowledge/web/network";
import { type OpenAiServer, type Script, startOpenAiServer } from "@/test/openai-server";
import { never } from "./agent-fixture";
import { tryModel } from "./try-model";

let server: OpenAiServer;
beforeEach(async () => {
  server = await startOpenAiServer();
});
afterEach(() => server.close());

const trial = (baseURL = server.url, timeoutMs = 10_000, judge: () => "trusted" | undefined = () => "trusted") => {
  const fetch = createGuardedFetch({ network: systemNetwork, judge });
  const at = { id: "own", apiKey: "sk-cantaloupe", baseURL, fetch, model: "local-chat" };
  return tryModel(at, "local-chat", never, timeoutMs);
};

test("a model that answers works, and is asked once, with the key and for next to nothing", async () => {
  server.whenChat(() => ({ kind: "reply", content: "yes" }));
  expect(await trial()).toMatchObject({ ok: true });
  expect(server.chats()).toMatchObject([
    { authorization: "Bearer sk-cantaloupe", body: { model: "local-chat", max_tokens: 500 } },
  ]);
});

test.each<[Script, string]>([
  [{ kind: "status", status: 401, message: "Incorrect API key: sk-cantaloupe" }, "wrong_key"],
  [{ kind: "status", status: 402, message: "sk-cantaloupe" }, "no_credit"],
  [{ kind: "status", status: 429, message: "You exceeded your current quota" }, "no_credit"],
  [{ kind: "status", status: 429, message: "slow down" }, "busy"],
  [{ kind: "status", status: 404, message: "The model does not exist" }, "unknown_model"],
  [{ kind: "status", status: 500, message: "overloaded" }, "provider_down"],
  [{ kind: "status", status: 307, headers: { location: "http://127.0.0.1:1/" } }, "not_compatible"],
  [{ kind: "raw", body: "<html>Welcome</html>" }, "not_compatible"],
  [{ kind: "raw", body: '{"hello":"world"}' }, "not_compatible"],
  [{ kind: "raw", body: "{}", isCut: true }, "unreachable"],
  [{ kind: "drop" }, "unreachable"],
])("%j is told as %s, in words of our own", async (script, problem) => {
  server.enqueue(script);
  const result = await trial();
  expect(result).toEqual({ ok: false, problem });
  expect(server.chats()).toHaveLength(1);
});

test("a model that doesn't answer in time is too slow", async () => {
  server.enqueue({ kind: "hang" });
  expect(await trial(server.url, 200)).toEqual({ ok: false, problem: "too_slow" });
});

test("an address without a server, and one that may not be asked, are told apart", async () => {
  expect(await trial("http://127.0.0.1:1/v1")).toEqual({ ok: false, problem: "unreachable" });
  expect(await trial(server.url, 10_000, () => undefined)).toEqual({ ok: false, problem: "private_address" });
  expect(server.seen).toEqual([]);
});
