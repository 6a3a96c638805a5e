import { expect, test } from "vitest";
import { factLine } from "./handover";

test("what is known reads as one line, and never as a long one", () => {
  expect(factLine([])).toBe("");
  expect(
    factLine([
      { name: "name", value: "Ana" },
      { name: "order_number", value: "1234" },
    ]),
  ).toBe("Name: Ana · Order number: 1234");
  expect(factLine([{ name: "language", value: "es" }])).toBe("Language: Spanish");
  const many = Array.from({ length: 30 }, (_, index) => ({ name: `field_${index}`, value: "x" }));
  expect(factLine(many).split(" · ")).toHaveLength(5);
});
