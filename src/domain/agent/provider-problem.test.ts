import fc from "fast-check";
import { expect, test } from "vitest";
import { say } from "@/test/say";
import { REFUSAL_MESSAGES, type WebRefusal } from "../knowledge/web/refusal";
import { problemWords } from "../words/model-provider";
import { PROVIDER_PROBLEMS, type ProviderFailure, problemOf } from "./provider-problem";

const answered = (status: number, body: unknown = {}): ProviderFailure => ({
  at: "answer",
  status,
  body: typeof body === "string" ? body : JSON.stringify(body),
});
const error = (message: string, code: string | null = null) => ({ error: { message, code } });

test.each([
  [401, error("Incorrect API key provided: sk-…"), "wrong_key"],
  [400, [error("API key not valid. Please pass a valid API key.")], "wrong_key"],
  [402, error("This request requires more credits"), "no_credit"],
  [429, error("You exceeded your current quota", "insufficient_quota"), "no_credit"],
  [429, error("Rate limit reached for requests"), "busy"],
  [403, error("Project does not have access to model"), "not_allowed"],
  [404, error("The model `gpt-9` does not exist", "model_not_found"), "unknown_model"],
  [404, error('model "llama9" not found, try pulling it first'), "unknown_model"],
  [400, error("gpt-9 is not a valid model ID"), "unknown_model"],
  [400, { object: "error", message: "Invalid model: gpt-9" }, "unknown_model"],
  [404, error("Not found"), "not_compatible"],
  [404, "<html>There is no such page about our new model</html>", "not_compatible"],
  [400, error("This model doesn't take messages"), "refused"],
  [400, "<html>Bad request</html>", "not_compatible"],
  [302, "", "not_compatible"],
  [200, "<html>Welcome</html>", "not_compatible"],
  [405, "", "not_compatible"],
  [501, "", "not_compatible"],
  [500, error("The server had an error"), "provider_down"],
  [503, "", "provider_down"],
])("%i with %j is %s", (status, body, problem) => expect(problemOf(answered(status, body))).toBe(problem));

test("what went wrong on the way there says so", () => {
  expect(problemOf({ at: "time" })).toBe("too_slow");
  const on = (reason: WebRefusal) => problemOf({ at: "network", reason });
  expect(on("private_address")).toBe("private_address");
  expect(on("name_not_found")).toBe("name_not_found");
  expect(on("unreachable")).toBe("unreachable");
  expect(on("timeout")).toBe("too_slow");
});

test("whatever a provider does has words", () => {
  const reasons = Object.keys(REFUSAL_MESSAGES) as WebRefusal[];
  const failure = fc.oneof(
    fc.constantFrom(...reasons).map((reason): ProviderFailure => ({ at: "network", reason })),
    fc
      .tuple(fc.integer({ min: 100, max: 599 }), fc.oneof(fc.string(), fc.json()))
      .map(([status, body]) => answered(status, body)),
  );
  fc.assert(
    fc.property(failure, (one) => {
      expect(PROVIDER_PROBLEMS).toContain(problemOf(one));
    }),
  );
  for (const problem of PROVIDER_PROBLEMS) expect(problemWords(say, problem).advice).toMatch(/\.$/u);
});
