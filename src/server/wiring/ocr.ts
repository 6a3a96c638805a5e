import type { OcrEngine } from "@/domain/knowledge/ocr";
import { type Env, EnvError } from "@/env";
import type { FindModels } from "@/server/agent/model-servers";
import { createVisionEngine } from "@/server/agent/picture-reading";
import { AppError } from "@/server/errors";
import { createTesseractEngine, missingLanguages } from "@/server/knowledge/ocr/tesseract";

/**
 * What reads an account's scanned pages, as the environment asks; undefined when nothing does. A model is that of the
 * account's own provider where it has one.
 * @throws EnvError naming the languages that aren't installed
 */
export function createOcr(env: Env, findModels: FindModels): ((accountId: string) => Promise<OcrEngine>) | undefined {
  if (env.PARLEY_OCR === "model")
    return async (accountId) => {
      const { server, problem = "No model is set up that could read scanned pages." } = await findModels(accountId);
      if (!server) throw new AppError("upstream_unavailable", problem);
      return createVisionEngine(server);
    };
  if (env.PARLEY_OCR !== "tesseract") return undefined;
  const missing = missingLanguages(env.PARLEY_OCR_LANGUAGES);
  if (missing.length > 0)
    throw new EnvError(
      `Parley can't start with this configuration:\n  PARLEY_OCR_LANGUAGES: ${missing.join(", ")} can't be read yet.\nRun npm install ${missing.map((language) => `@tesseract.js-data/${language}`).join(" ")}, or choose other languages, then start again.`,
    );
  const tesseract = createTesseractEngine(env.PARLEY_OCR_LANGUAGES);
  return async () => tesseract;
}
