import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import type { ChatModel } from "@/server/agent/chat-model";
import { createModelChoice } from "@/server/agent/model-choice";
import { openTestDatabase, type TestDatabase } from "@/test/database";
import { anAccount } from "@/test/factories";
import { summariseBy } from "./summarise-by";

let handle: TestDatabase;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());

const usage = { inputTokens: 40, outputTokens: 10 };
const never = new AbortController().signal;

async function summarised(settings: Partial<typeof DEFAULT_ANSWER_SETTINGS>, spent = 0) {
  const asked: string[] = [];
  const counted: number[] = [];
  const server = { id: "installed", apiKey: "key", model: "standard" };
  const choice = createModelChoice({
    findModels: async () => ({ server, model: server.model }),
    create: (_, { model = "standard" }) =>
      ({
        summarise: async () => {
          asked.push(model);
          return { summary: "They asked about boats.", usage };
        },
      }) as unknown as ChatModel,
    usage: {
      today: async () => spent,
      add: async (_, { inputTokens, outputTokens }) => void counted.push(inputTokens + outputTokens),
    },
  });
  const account = await anAccount(handle.db, { answerSettings: { ...DEFAULT_ANSWER_SETTINGS, ...settings } });
  const summary = await summariseBy(choice, handle.db)({ accountId: account.id, summary: null, entries: [] }, never);
  return { summary, asked, counted };
}

test("a conversation is summarised by the account's own model, and its tokens are counted", async () => {
  const outcome = await summarised({ model: "own-model" });
  expect(outcome).toEqual({ summary: "They asked about boats.", asked: ["own-model"], counted: [50] });
});

test("no model reads the conversations of an account that wants none, or has no tokens left", async () => {
  expect(await summarised({ usesModel: false })).toEqual({ summary: undefined, asked: [], counted: [] });
  expect(await summarised({ dailyTokens: 1_000 }, 1_000)).toEqual({ summary: undefined, asked: [], counted: [] });
});
