import { expect, test } from "vitest";
import { say } from "@/test/say";
import { coordinateWords, fileTypeWords, mapLink, mediaShape, mediaStatusWords } from "./media";

test.each([
  { kind: "image", mimeType: "image/jpeg", shape: "picture", why: "a photo" },
  { kind: "image", mimeType: null, shape: "picture", why: "before its bytes are known" },
  { kind: "image", mimeType: "text/html", shape: "file", why: "its bytes say that it is none" },
  { kind: "document", mimeType: "image/png", shape: "file", why: "sent as a document" },
  { kind: "voice", mimeType: "audio/ogg; codecs=opus", shape: "audio", why: "parameters don't matter" },
  { kind: "video", mimeType: "video/x-matroska", shape: "file", why: "browsers don't play it" },
  { kind: "image", mimeType: "image/svg+xml", shape: "file", why: "a picture that can carry scripts" },
])("$kind of type $mimeType is shown as $shape ($why)", ({ kind, mimeType, shape }) => {
  expect(mediaShape({ kind, mimeType })).toBe(shape);
});

test("every state but the good one says what is the matter", () => {
  const states = ["waiting", "too_large", "gone", "failed", "deleted"] as const;
  const words = states.map((status) => mediaStatusWords(say, status));
  expect(new Set(words).size).toBe(states.length);
  expect(mediaStatusWords(say, "stored")).toBeNull();
});

test("a file is named by its type, else by the end of its name", () => {
  expect(fileTypeWords(say, { mimeType: "application/pdf", fileName: "x" })).toBe("PDF");
  expect(fileTypeWords(say, { mimeType: "application/x-thing", fileName: "plan.dwg" })).toBe("DWG file");
  expect(fileTypeWords(say, { mimeType: null, fileName: null })).toBe("File");
});

test("a place is told for people and linked for maps, south and west too", () => {
  const lisbon = { latitude: 38.7223, longitude: -9.1393 };
  expect(coordinateWords(say, lisbon)).toBe("38.72230° N, 9.13930° W");
  expect(mapLink(lisbon)).toBe("https://www.openstreetmap.org/?mlat=38.7223&mlon=-9.1393#map=16/38.7223/-9.1393");
});
