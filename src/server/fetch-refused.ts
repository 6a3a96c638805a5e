import { REFUSAL_MESSAGES, type WebRefusal } from "@/domain/knowledge/web/refusal";

/** Why a server that somebody named gave no answer. Its words are our own: nothing of what a server sent is in it. */
export class FetchRefused extends Error {
  override readonly name = "FetchRefused";
  constructor(readonly reason: WebRefusal) {
    super(REFUSAL_MESSAGES[reason]);
  }
}
