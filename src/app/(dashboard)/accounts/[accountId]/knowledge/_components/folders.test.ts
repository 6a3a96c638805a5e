import { expect, test } from "vitest";
import { ALL_FOLDERS, foldersOf, isInView, knownView, NO_FOLDER, viewOfFolder } from "./folders";

const DOCUMENTS = [
  { folder: "Terms" },
  { folder: null },
  { folder: "Part 10" },
  { folder: "Part 9" },
  { folder: "all" },
];
const shownIn = (view: Parameters<typeof isInView>[1]) =>
  DOCUMENTS.map(({ folder }) => folder).filter((folder) => isInView(folder, view));

test("every document stands in the view of all and in exactly one other", () => {
  expect(foldersOf([...DOCUMENTS, { folder: "Terms" }])).toEqual(["all", "Part 9", "Part 10", "Terms"]);
  expect(shownIn(ALL_FOLDERS)).toHaveLength(DOCUMENTS.length);
  const views = [NO_FOLDER, ...foldersOf(DOCUMENTS).map(viewOfFolder)];
  expect(views.flatMap(shownIn)).toHaveLength(DOCUMENTS.length);
  expect(shownIn(viewOfFolder("all"))).toEqual(["all"]);
});

test("a folder that is no more shows everything again", () => {
  expect(knownView(viewOfFolder("Terms"), ["Terms"])).toBe(viewOfFolder("Terms"));
  expect(knownView(viewOfFolder("Terms"), ["Prices"])).toBe(ALL_FOLDERS);
  expect(knownView(NO_FOLDER, ["Prices"])).toBe(NO_FOLDER);
  expect(knownView(NO_FOLDER, [])).toBe(ALL_FOLDERS);
});
