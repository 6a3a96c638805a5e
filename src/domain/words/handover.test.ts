import { expect, test } from "vitest";
import { say } from "@/test/say";
import { factLabel, factLine } from "./handover";

test("what is known reads as one line, and never as a long one", () => {
  expect(factLine(say, [], "en")).toBe("");
  expect(
    factLine(
      say,
      [
        { name: "name", value: "Ana" },
        { name: "order_number", value: "1234" },
      ],
      "en",
    ),
  ).toBe("Name: Ana · Order number: 1234");
  expect(factLine(say, [{ name: "language", value: "es" }], "en")).toBe("Language: Spanish");
  const many = Array.from({ length: 30 }, (_, index) => ({ name: `field_${index}`, value: "x" }));
  expect(factLine(say, many, "en").split(" · ")).toHaveLength(5);
});

test("what a business names itself is called so", () => {
  expect(factLabel(say, "pick_up_place")).toBe("Pick up place");
  expect(factLabel(say, "constructor")).toBe("Constructor");
});
