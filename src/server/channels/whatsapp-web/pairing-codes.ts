/** Codes to type on the phone, one after the other for as long as the number is not linked. */
import type { PairingAnswer } from "./page-linking";
import { asError, TimeLimitError } from "./time-limit";

export interface PairingCodesOptions {
  /** Asks WhatsApp for a code; rejects when the page could not be asked. */
  ask(): Promise<PairingAnswer>;
  onCode(code: string): void;
  /** There will be no code; says why, in words for people. */
  onRefused(detail: string): void;
  /** A code is valid for about three minutes. */
  renewMs: number;
}

const ATTEMPTS = 3;
const PAUSE_MS = 1000;

export class PairingCodes {
  #timer: NodeJS.Timeout | undefined;
  #isAsking = false;
  #isStopped = false;

  constructor(private readonly options: PairingCodesOptions) {}

  /** Gets a code now and a new one whenever it has become old. Never rejects. */
  async request(): Promise<void> {
    if (this.#isAsking || this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#isAsking = true;
    try {
      const answer = await this.#askForCode();
      if (this.#isStopped) return;
      if ("refusal" in answer) this.options.onRefused(refusalWords(answer));
      else {
        this.options.onCode(answer.code);
        this.#timer = setTimeout(() => void this.request(), this.options.renewMs);
      }
    } catch (error) {
      // A page that was replaced meanwhile asks again by itself; one that hangs does not.
      if (!this.#isStopped && error instanceof TimeLimitError) this.options.onRefused(asError(error).message);
    } finally {
      this.#isAsking = false;
    }
  }

  /** The number is being linked, or the connection ends. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** WhatsApp's page sometimes answers with nothing while it gets ready. */
  async #askForCode(): Promise<{ code: string } | Extract<PairingAnswer, { refusal: string }>> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const answer = await this.options.ask();
      if ("refusal" in answer) return answer;
      const code = (answer.code ?? "").replace(/[^0-9a-z]/gi, "").toUpperCase();
      if (code !== "") return { code };
      if (attempt < ATTEMPTS) await pause(PAUSE_MS);
    }
    return { refusal: "no code came", status: undefined };
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function refusalWords({ refusal, status }: { refusal: string; status: number | undefined }): string {
  if (status === 429 || /rate|too many/i.test(refusal))
    return "WhatsApp gives this number no more codes for now. Try again in some hours, or scan the QR code.";
  if (
    (status !== undefined && status >= 400 && status < 500) ||
    /not.?(found|registered|on whatsapp)|invalid|bad.request/i.test(refusal)
  )
    return "WhatsApp doesn't know this number. Check it, with the country code in front.";
  return `WhatsApp gave no code to link this number with: ${refusal}`;
}
