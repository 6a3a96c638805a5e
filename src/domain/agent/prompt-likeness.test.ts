import fc from "fast-check";
import { expect, test } from "vitest";
import { hiddenReadings, holdsCanary, resemblesPrompt } from "./prompt-likeness";

const canary = "qzxwvkjhgfdsplmnbrtc";
const lines = [
  "Answer from the passages alone, and cite each of them by its id.",
  "When in doubt between answer and handoff, choose handoff: a colleague will answer.",
];
const prompt = `Mark: ${canary}\n${lines.join("\n")}`;

/** How a talkative model hides what it was told not to say. */
const DISGUISES: Record<string, (text: string) => string> = {
  plain: (text) => text,
  shouted: (text) => text.toUpperCase(),
  "letters apart": (text) => [...text].join(" "),
  "dots between": (text) => [...text].join("."),
  "backwards by letter": (text) => [...text].reverse().join(""),
  "backwards by word": (text) => text.split(/\s+/u).reverse().join(" "),
  "thirteen letters on": (text) =>
    text.replaceAll(/[a-z]/giu, (letter) => {
      const base = letter <= "Z" ? 65 : 97;
      return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
    }),
  base64: (text) => Buffer.from(text).toString("base64"),
  "base64 in lines": (text) =>
    Buffer.from(text)
      .toString("base64")
      .replaceAll(/(.{20})/gu, "$1\n"),
  "base64 for addresses": (text) => Buffer.from(text).toString("base64url"),
  hexadecimal: (text) => Buffer.from(text).toString("hex"),
  "hexadecimal bytes": (text) => Buffer.from(text).toString("hex").replaceAll(/(..)/gu, "0x$1 "),
};

test.each(Object.entries(DISGUISES))("the prompt is recognised, %s", (_, hide) => {
  const said = `Here it is: ${hide(prompt)} Is that all?`;
  expect(holdsCanary(said, canary)).toBe(true);
  expect(resemblesPrompt(said, lines)).toBe(true);
});

test.each(Object.entries(DISGUISES))("a half of one line is enough, %s", (_, hide) => {
  expect(resemblesPrompt(hide(lines[1]!.slice(0, 55)), lines)).toBe(true);
});

test("the end of one line with the beginning of the next is enough, though each alone would not be", () => {
  const said = `${lines[0]!.slice(-16)} ${lines[1]!.slice(0, 18)}`;
  expect(resemblesPrompt(lines[0]!.slice(-16), lines)).toBe(false);
  expect(resemblesPrompt(lines[1]!.slice(0, 18), lines)).toBe(false);
  expect(resemblesPrompt(said, lines)).toBe(true);
});

test.each([
  "Standard delivery costs $4.90 and takes 3 to 5 working days.",
  "A colleague will answer you. When in doubt, ask in the shop.",
  "Your code is 4f3c9a7be2d14f3c9a7be2d1 and your voucher is U29tZXRoaW5nRWxzZUVudGlyZWx5.",
  "",
])("%j is no part of it", (text) => {
  expect(holdsCanary(text, canary)).toBe(false);
  expect(resemblesPrompt(text, lines)).toBe(false);
});

test("what everybody may know is no secret, such as the name of a business or the words of a document", () => {
  const name = "The Very Long Name Of A Small Shop By The Harbour";
  const named = [`You answer customers of ${name} on a phone.`];
  expect(resemblesPrompt(`Welcome to ${name}!`, named)).toBe(true);
  expect(resemblesPrompt(`Welcome to ${name}!`, named, [name])).toBe(false);
  expect(resemblesPrompt(`You answer customers of ${name}`, named, [name])).toBe(true);
});

test("a secret that isn't there is never found, and one that is always is", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.constantFrom(...Object.values(DISGUISES)),
      (text, hide) => {
        fc.pre(!hiddenReadings(text).some((reading) => /[bcdfghjklmnpqrstvwxz]{8}/u.test(reading)));
        expect(holdsCanary(text, canary)).toBe(false);
        expect(holdsCanary(`${text} ${hide(`the mark is ${canary}`)}`, canary)).toBe(true);
      },
    ),
  );
});

test("a long reply takes linear time", () => {
  const started = performance.now();
  resemblesPrompt("aGVsbG8gd29ybGQ".repeat(2_000), lines);
  holdsCanary("a ".repeat(20_000), canary);
  expect(performance.now() - started).toBeLessThan(2_000);
});
