import { expect, test } from "vitest";
import { toPageBlocks } from "./page-blocks";

test("headings lose their mark, paragraphs keep their lines", () => {
  expect(toPageBlocks("# Prices\nper day\n\nCity | 18 €\nElectric | 39 €\n## Deposits\n400 €")).toEqual([
    { kind: "heading", text: "Prices" },
    { kind: "text", text: "per day" },
    { kind: "text", text: "City | 18 €\nElectric | 39 €" },
    { kind: "heading", text: "Deposits" },
    { kind: "text", text: "400 €" },
  ]);
});

test("a hash inside a line is text", () => {
  expect(toPageBlocks("Press # to confirm\n#1 in town")).toEqual([
    { kind: "text", text: "Press # to confirm\n#1 in town" },
  ]);
});

test("an empty page has no blocks", () => {
  expect(toPageBlocks(" \n\n ")).toEqual([]);
});
