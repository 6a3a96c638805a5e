/** The thread that draws pages of one PDF: their numbers in, PNGs out. */
import { workerData } from "node:worker_threads";
import { answerQuestions } from "../../ocr/answering-thread";
import type { DrawingData, DrawingQuestion } from "../../ocr/ocr-protocol";
import { openDrawing } from "./draw-page";

let drawing: ReturnType<typeof openDrawing> | undefined;

answerQuestions(async ({ page }: DrawingQuestion) => {
  drawing ??= openDrawing(workerData as DrawingData);
  return (await drawing)(page);
});
