import { describe, expect, test } from "vitest";
import { say } from "@/test/say";
import { sniffMediaType } from "../messaging/media-type";
import { evaluateRules } from "./evaluate";
import { aContext, aRule } from "./rule-fixture";
import { fileRefusal, MAX_SENDABLE_BYTES, sendableKind, takesCaption } from "./sendable-file";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe("a file is sent as what its bytes are", () => {
  test.each([
    ["a picture", "\x89PNG\r\n\x1a\n", "image"],
    ["a document", "%PDF-1.7", "document"],
    ["a recording", "ID3", "audio"],
    ["a film", "\0\0\0\x18ftypisom", "video"],
    ["a sticker", "RIFF____WEBP", undefined],
    ["a page", "<html>", undefined],
    ["a spreadsheet", "PK\x03\x04 xl/workbook.xml", "document"],
    ["an archive", "PK\x03\x04", undefined],
  ])("%s", (_what, content, kind) => {
    expect(sendableKind(sniffMediaType(bytes(content)))).toBe(kind);
  });
});

test("what WhatsApp doesn't take is told in words before anything is sent", () => {
  expect(fileRefusal(say, { sizeBytes: 0 })).toContain("empty");
  expect(fileRefusal(say, { sizeBytes: MAX_SENDABLE_BYTES })).toBeNull();
  expect(fileRefusal(say, { sizeBytes: 40 * 1024 * 1024 })).toContain(
    "The file is 40 MB; WhatsApp takes at most 16 MB.",
  );
});

test("a recording has no words under it", () => {
  expect((["image", "video", "audio", "document"] as const).filter(takesCaption)).toEqual([
    "image",
    "video",
    "document",
  ]);
});

test("the words under a file are filled in as a text's are, and a file without any is sent all the same", () => {
  const captions = ["For {{first_name}}", "{{field.none}}"];
  const rule = aRule({ actions: captions.map((caption) => ({ kind: "send_file", fileId: "fil_1", caption })) });
  const sent = evaluateRules([rule], aContext()).actions.map(({ action }) => action);
  expect(sent).toMatchObject([{ caption: "For Ana" }, { caption: "" }]);
});
