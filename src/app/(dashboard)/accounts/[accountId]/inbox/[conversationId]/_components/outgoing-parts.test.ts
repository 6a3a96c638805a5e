import fc from "fast-check";
import { expect, test } from "vitest";
import type { SendableKind } from "@/domain/automation/sendable-file";
import { type Attachment, outgoingParts } from "./outgoing-parts";

const aFile = (kind: SendableKind, id: string = kind): Attachment => ({ id, kind, file: {} as File, url: "" });
const parts = (...args: Parameters<typeof outgoingParts>) =>
  outgoingParts(...args).map(({ text, attachment }) => [attachment?.id ?? null, text]);

test("words stand under the first file that shows any", () => {
  expect(parts("Look", [aFile("audio"), aFile("image"), aFile("document")])).toEqual([
    ["audio", ""],
    ["image", "Look"],
    ["document", ""],
  ]);
});

test("words that no file shows, or that are too long or a changed draft, go before the files", () => {
  expect(parts("Listen", [aFile("audio")])).toEqual([
    [null, "Listen"],
    ["audio", ""],
  ]);
  expect(parts("x".repeat(1025), [aFile("image")])[0]).toEqual([null, "x".repeat(1025)]);
  expect(parts("Draft", [aFile("image")], { keepsWordsApart: true })).toEqual([
    [null, "Draft"],
    ["image", ""],
  ]);
});

test("every file goes once, in its order, and the words exactly once", () => {
  const kinds = fc.array(fc.constantFrom<SendableKind>("image", "video", "audio", "document"), { maxLength: 6 });
  fc.assert(
    fc.property(kinds, fc.constantFrom("", "Hi", "x".repeat(2000)), fc.boolean(), (chosen, text, keepsWordsApart) => {
      const files = chosen.map((kind, index) => aFile(kind, `${index}`));
      const sent = outgoingParts(text, files, { keepsWordsApart });
      expect(sent.flatMap(({ attachment }) => attachment ?? [])).toEqual(files);
      expect(sent.filter((part) => part.text !== "").map((part) => part.text)).toEqual(text === "" ? [] : [text]);
    }),
  );
});
