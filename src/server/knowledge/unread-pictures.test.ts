import { expect, test } from "vitest";
import { unreadPicturesWords } from "./unread-pictures";

test("people hear of pages that are pictures, where there are any", () => {
  expect(unreadPicturesWords(0, 9)).toEqual([]);
  expect(unreadPicturesWords(1, 40)).toEqual(["1 of 40 pages has no text: it is a picture."]);
  expect(unreadPicturesWords(12, 40)).toEqual(["12 of 40 pages have no text: they are pictures."]);
});
