import { expect, test } from "vitest";
import { EnvError, readEnv } from "@/env";
import { createOcr } from "./ocr";

test("scanned pages are read as the environment asks, or not at all", () => {
  expect(createOcr(readEnv({ PARLEY_OCR: "off" }))).toBeUndefined();
  expect(createOcr(readEnv({}))?.dpi).toBe(300);
  expect(createOcr(readEnv({ PARLEY_OCR: "model", OPENAI_API_KEY: "key" }))?.dpi).toBe(150);
});

test("a language that isn't installed stops the start, with what to do about it", () => {
  const env = readEnv({ PARLEY_OCR_LANGUAGES: "eng,tlh" });
  expect(() => createOcr(env)).toThrow(EnvError);
  expect(() => createOcr(env)).toThrow(/PARLEY_OCR_LANGUAGES: tlh .*npm install @tesseract\.js-data\/tlh/s);
  // Nobody reads pictures here, so nothing is missing.
  expect(createOcr(readEnv({ PARLEY_OCR: "off", PARLEY_OCR_LANGUAGES: "tlh" }))).toBeUndefined();
});
