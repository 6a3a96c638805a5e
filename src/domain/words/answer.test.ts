import { expect, test } from "vitest";
import { say } from "@/test/say";
import { IGNORE_REASONS } from "../agent/turn";
import {
  passageSource,
  stepNoteWords,
  stepWords,
  toolSource,
  toolWords,
  unsearchedWords,
  wasAgentAsked,
} from "./answer";
import { bandWords } from "./band";
import { formatMilliseconds } from "./unit";

test("each band reads without colour: its own word and its own number of bars", () => {
  const bands = (["sure", "hedged", "handed_over"] as const).map((band) => bandWords(say, band));
  expect(new Set(bands.map(({ label }) => label)).size).toBe(3);
  expect(new Set(bands.map(({ level }) => level)).size).toBe(3);
});

test.each([
  [0.2, "0 ms"],
  [3.6, "4 ms"],
  [999.4, "999 ms"],
  [999.6, "1.0 s"],
  [1_440, "1.4 s"],
  [12_300, "12 s"],
])("%d ms are %s", (ms, words) => {
  expect(formatMilliseconds(ms, "en")).toBe(words);
});

test("a source names its page when the format has pages", () => {
  expect(passageSource(say, { documentName: "Terms.pdf", page: 2 })).toBe("Terms.pdf, page 2");
  expect(passageSource(say, { documentName: "Terms.md", page: null })).toBe("Terms.md");
});

test("our own tools have words, and those of the account keep the name that it gave them", () => {
  const t: typeof say = (key) => key;
  expect(toolWords(t, { name: "hand_off", label: "Hand over" })).toBe("answer.tools.hand_off");
  expect(toolWords(t, { name: "contact", label: "Contact" })).toBe("Contact");
  expect(toolSource(t, { chunkId: "tool:business_hours:0", documentName: "Business hours" })).toBe(
    "answer.tools.business_hours",
  );
  expect(toolSource(t, { chunkId: "tool:order_status:1", documentName: "Order status" })).toBe("Order status");
});

test("a step that nobody has named yet shows its own name", () => {
  expect(stepWords(say, "retrieve")).toBe("Find passages");
  expect(stepWords(say, "detect-language")).toBe("detect language");
});

test.each([
  { step: { name: "gate", note: "answer" }, says: "It may." },
  { step: { name: "gate", note: "too_old" }, says: `told: ${IGNORE_REASONS.too_old}` },
  { step: { name: "courtesy", note: "aboutBot" }, says: "A question about the bot" },
  { step: { name: "opt-out", note: "stop" }, says: "Wants no more automatic messages" },
  { step: { name: "retrieve", note: "failed" }, says: "It failed." },
  { step: { name: "retrieve", note: "no passages" }, says: "told: no passages" },
  { step: { name: "ground", note: "toString" }, says: "told: toString" },
  { step: { name: "topics", note: "It is closed." }, says: "It is closed." },
  { step: { name: "translate", note: "es → en: No passages" }, says: "es → en: No passages" },
  { step: { name: "translate", note: "The model failed; as it is." }, says: "told: The model failed; as it is." },
])("what a step noted is said in words: $step", ({ step, says }) => {
  expect(stepNoteWords(say, (english) => `told: ${english}`, step)).toBe(says);
});

const steps = (...named: string[]) =>
  named.map((step) => {
    const [name = "", note] = step.split(":");
    return { name, ms: 1, ...(note ? { note } : {}) };
  });

test.each([
  { after: ["gate:answer", "courtesy:greeting"], says: "It was a greeting" },
  { after: ["gate:answer", "courtesy"], says: "What they want is clear" },
  { after: ["gate:answer", "courtesy", "understand", "topics:Prices"], says: "It is about “Prices”" },
  { after: ["gate:answer", "rules:“Menu” matched."], says: "An automation rule or a form" },
  { after: ["gate:answer", "rules", "rules-after", "courtesy"], says: "What they want is clear" },
  { after: ["gate:The bot has tried."], says: "This was settled before the bot was asked" },
  { after: ["gate", "courtesy", "understand:failed"], says: "Answering ended before" },
  {
    after: ["gate", "courtesy", "understand", "topics", "translate", "retrieve:failed"],
    says: "could not be searched",
  },
])("a turn that ended with $after says why nothing was searched", ({ after, says }) => {
  expect(unsearchedWords(say, { steps: steps(...after), passages: [] })).toContain(says);
});

test("a search that found nothing was a search all the same", () => {
  const searched = steps("gate", "courtesy", "understand", "topics", "translate", "retrieve", "answer");
  expect(unsearchedWords(say, { steps: searched, passages: [] })).toBeNull();
});

test("the settings had a say when the agent was asked", () => {
  expect(wasAgentAsked({ steps: steps("gate", "rules") })).toBe(false);
  expect(wasAgentAsked({ steps: steps("gate", "rules", "courtesy") })).toBe(true);
});
