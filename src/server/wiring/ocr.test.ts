import { expect, test } from "vitest";
import { EnvError, readEnv } from "@/env";
import { startOpenAiServer } from "@/test/openai-server";
import { createOcr } from "./ocr";

const noModels = async () => ({ server: null, model: null });
const BY_MODEL = { PARLEY_OCR: "model", OPENAI_API_KEY: "key" };

test("scanned pages are read as the environment asks, or not at all", async () => {
  expect(createOcr(readEnv({ PARLEY_OCR: "off" }), noModels)).toBeUndefined();
  expect((await createOcr(readEnv({}), noModels)?.("acc_1"))?.dpi).toBe(300);
  const server = { id: "installed", apiKey: "key", model: "gpt-5-mini" };
  const ocrFor = createOcr(readEnv(BY_MODEL), async () => ({ server, model: server.model }));
  expect((await ocrFor?.("acc_1"))?.dpi).toBe(150);
});

test("a model that reads them is the account's own where it has one, and no other stands in for it", async () => {
  const own = await startOpenAiServer();
  own.enqueue({ kind: "reply", content: "Opening hours" });
  const server = { id: "own", apiKey: "sk-own", baseURL: own.url, model: "own-model" };
  const ocrFor = createOcr(readEnv(BY_MODEL), async (accountId) =>
    accountId === "acc_own"
      ? { server, model: server.model }
      : { server: null, model: "lost-model", problem: "Enter the key again." },
  );
  const reader = (await ocrFor?.("acc_own"))?.open();
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  expect(await reader?.read(png, new AbortController().signal)).toBe("Opening hours");
  expect(own.chats()).toMatchObject([{ authorization: "Bearer sk-own", body: { model: "own-model" } }]);
  await own.close();
  await expect(ocrFor?.("acc_lost")).rejects.toThrow("Enter the key again.");
});

test("a language that isn't installed stops the start, with what to do about it", () => {
  const env = readEnv({ PARLEY_OCR_LANGUAGES: "eng,tlh" });
  expect(() => createOcr(env, noModels)).toThrow(EnvError);
  expect(() => createOcr(env, noModels)).toThrow(/PARLEY_OCR_LANGUAGES: tlh .*npm install @tesseract\.js-data\/tlh/s);
  // Nobody reads pictures here, so nothing is missing.
  expect(createOcr(readEnv({ PARLEY_OCR: "off", PARLEY_OCR_LANGUAGES: "tlh" }), noModels)).toBeUndefined();
});
