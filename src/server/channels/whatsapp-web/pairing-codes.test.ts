import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PairingAnswer } from "./page-linking";
import { PairingCodes } from "./pairing-codes";
import { TimeLimitError } from "./time-limit";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function someCodes(...answers: (PairingAnswer | Error)[]) {
  const codes: string[] = [];
  const refusals: string[] = [];
  const ask = vi.fn(async () => {
    const answer = answers.shift() ?? { code: "LAST0000" };
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const pairing = new PairingCodes({
    ask,
    onCode: (code) => codes.push(code),
    onRefused: (detail) => refusals.push(detail),
    renewMs: 170_000,
  });
  return { pairing, codes, refusals, ask };
}

test("a code is shown as it is typed, and a new one when it has become old", async () => {
  const { pairing, codes } = someCodes({ code: "abcd-1234" });
  await pairing.request();
  await vi.advanceTimersByTimeAsync(169_999);
  expect(codes).toEqual(["ABCD1234"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(codes).toEqual(["ABCD1234", "LAST0000"]);
});

test("once the number is linked no further code is asked for", async () => {
  const { pairing, ask } = someCodes();
  await pairing.request();
  pairing.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  await pairing.request();
  expect(ask).toHaveBeenCalledTimes(1);
});

test("an answer without a code is asked for again, and a page that never has one is told", async () => {
  const hesitant = someCodes({ code: "" }, { code: undefined }, { code: "ABCD1234" });
  const asked = hesitant.pairing.request();
  await vi.advanceTimersByTimeAsync(2000);
  await asked;
  expect(hesitant.codes).toEqual(["ABCD1234"]);

  const silent = someCodes({ code: "" }, { code: "" }, { code: "" });
  const refused = silent.pairing.request();
  await vi.advanceTimersByTimeAsync(2000);
  await refused;
  expect(silent.refusals).toEqual([expect.stringContaining("no code")]);
});

test.each([
  { refusal: "rate-overlimit", status: 429, words: /no more codes for now/ },
  { refusal: "bad-request", status: 400, words: /doesn't know this number/ },
  { refusal: "not on WhatsApp", status: undefined, words: /doesn't know this number/ },
  { refusal: "internal-server-error", status: 500, words: /gave no code.*internal-server-error/ },
])("a refusal ($refusal) is told in words that say what to do", async ({ refusal, status, words }) => {
  const { pairing, refusals, codes } = someCodes({ refusal, status });
  await pairing.request();
  expect(refusals).toEqual([expect.stringMatching(words)]);
  expect(codes).toEqual([]);
});

test("a page that hangs is told, one that was replaced meanwhile asks again by itself", async () => {
  const hanging = someCodes(new TimeLimitError("asking for a pairing code took longer than 15000 ms"));
  await hanging.pairing.request();
  expect(hanging.refusals).toHaveLength(1);
  const replaced = someCodes(new Error("Execution context was destroyed"));
  await replaced.pairing.request();
  expect(replaced.refusals).toEqual([]);
  await replaced.pairing.request();
  expect(replaced.codes).toEqual(["LAST0000"]);
});

test("asking twice at once gets one code", async () => {
  const { pairing, ask } = someCodes();
  await Promise.all([pairing.request(), pairing.request()]);
  expect(ask).toHaveBeenCalledTimes(1);
});
