import { expect, test } from "vitest";
import { keyEnding, providerInputSchema } from "./model-provider";
import { PROVIDER_PRESETS } from "./model-provider-presets";
import { checkModelServer } from "./model-server-url";

const wrongIn = (input: object) =>
  providerInputSchema
    .safeParse({ kind: "openai", model: "gpt-5-mini", ...input })
    .error?.issues.map(({ path }) => path[0]);

test.each([
  [{}, undefined],
  [{ kind: "custom" }, ["baseUrl"]],
  [{ kind: "custom", baseUrl: "https://models.example.com" }, undefined],
  [{ kind: "somebody" }, ["kind"]],
  [{ model: " " }, ["model"]],
  [{ model: "gpt 5" }, ["model"]],
  [{ fallbackModel: "openai/gpt-5:free" }, undefined],
  [{ key: "sk-é" }, ["key"]],
  [{ key: "sk-a\nX-Other: 1" }, ["key"]],
])("%j: wrong are %j", (input, places) => expect(wrongIn(input)).toEqual(places));

test("every preset may be asked as it stands here", () => {
  for (const { baseUrl, exampleModel } of Object.values(PROVIDER_PRESETS)) {
    expect(checkModelServer(baseUrl, [])).toEqual({ ok: true, url: baseUrl });
    expect(wrongIn({ model: exampleModel })).toBeUndefined();
  }
});

test("the end of a key is shown only when the rest of it stays secret", () => {
  expect(keyEnding("sk-0123456789abcd1a2b")).toBe("1a2b");
  expect(keyEnding("secret1a2b")).toBe("");
  expect(keyEnding("")).toBe("");
});
