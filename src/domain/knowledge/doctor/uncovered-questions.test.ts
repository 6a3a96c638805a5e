import fc from "fast-check";
import { expect, test } from "vitest";
import { groupUncovered } from "./uncovered-questions";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 0, minute));
const asked = (...texts: string[]) => texts.map((text, minute) => ({ text, askedAt: at(minute) }));

test("the same question in other words is one, the most asked first, in its latest words", () => {
  const groups = groupUncovered(
    asked(
      "Do you repair tandem bikes?",
      "Is there a sauna?",
      "hi, do you repair tandem bikes please",
      "do you repair a tandem bike",
    ),
  );
  expect(groups.map(({ text, count }) => [text, count])).toEqual([
    ["do you repair a tandem bike", 3],
    ["Is there a sauna?", 1],
  ]);
});

test("different questions with a common word stay apart", () => {
  expect(groupUncovered(asked("Do you repair bikes?", "Do you sell electric bikes for children?"))).toHaveLength(2);
});

test("a question keeps its key when it is asked again, so that a dismissed one stays dismissed", () => {
  const [once] = groupUncovered(asked("¿Tienen sauna finlandesa?"));
  const [twice] = groupUncovered(asked("¿Tienen sauna finlandesa?", "Hola! tienen sauna finlandesa"));
  expect(twice).toMatchObject({ key: once?.key, count: 2 });
});

test("greetings alone and stories are no questions", () => {
  expect(groupUncovered(asked("hello", "hi, thanks!", "x".repeat(400), "??"))).toEqual([]);
});

test("every question is counted once", () => {
  const question = fc.constantFrom("sauna price", "repair tandem", "dog hotel", "wedding boat", "sauna prices today");
  fc.assert(
    fc.property(fc.array(question, { maxLength: 30 }), (texts) => {
      const groups = groupUncovered(asked(...texts), 100);
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(texts.length);
      expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
    }),
  );
});
