import { parentPort } from "node:worker_threads";
import type { ThreadAnswer } from "./ocr-protocol";

/** The inside of an AskedThread: answers each question as it comes. */
export function answerQuestions<Question, Answer>(answerTo: (question: Question) => Promise<Answer>): void {
  const port = parentPort;
  port?.on("message", async (question: Question) => {
    let said: ThreadAnswer<Answer>;
    try {
      said = { answer: await answerTo(question) };
    } catch (error) {
      said = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    port.postMessage(said);
  });
}
