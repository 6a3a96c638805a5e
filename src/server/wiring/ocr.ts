import type { OcrEngine } from "@/domain/knowledge/ocr";
import { type Env, EnvError } from "@/env";
import { createVisionEngine } from "@/server/agent/picture-reading";
import { createTesseractEngine, missingLanguages } from "@/server/knowledge/ocr/tesseract";

/**
 * What reads scanned pages, as the environment asks; undefined when nothing does.
 * @throws EnvError naming the languages that aren't installed
 */
export function createOcr(env: Env): OcrEngine | undefined {
  if (env.PARLEY_OCR === "model" && env.OPENAI_API_KEY)
    return createVisionEngine({ apiKey: env.OPENAI_API_KEY, baseURL: env.OPENAI_BASE_URL, model: env.OPENAI_MODEL });
  if (env.PARLEY_OCR !== "tesseract") return undefined;
  const missing = missingLanguages(env.PARLEY_OCR_LANGUAGES);
  if (missing.length > 0)
    throw new EnvError(
      `Parley can't start with this configuration:\n  PARLEY_OCR_LANGUAGES: ${missing.join(", ")} can't be read yet.\nRun npm install ${missing.map((language) => `@tesseract.js-data/${language}`).join(" ")}, or choose other languages, then start again.`,
    );
  return createTesseractEngine(env.PARLEY_OCR_LANGUAGES);
}
