import type { MessageKind } from "./message";

/**
 * Where the file of a message stands. `waiting`: to be fetched, or being fetched. `stored`: there. `too_large`: over the
 * account's limit. `gone`: WhatsApp no longer has it. `failed`: given up after several tries. `deleted`: its message was
 * taken back.
 */
export type MediaStatus = "waiting" | "stored" | "too_large" | "gone" | "failed" | "deleted";

/** Longer recordings are nobody's question, and cost by the minute. */
const MAX_TRANSCRIBED_SECONDS = 10 * 60;
/** What OpenAI's transcription takes, with room for the form around it. */
const MAX_TRANSCRIBED_BYTES = 24 * 1024 * 1024;
/** A customer is not left waiting longer than this for somebody to write down what they said. */
const TRANSCRIPT_WAIT_MS = 45_000;

/** Whether a recording is written down at all; sizes that nobody told are taken for fine. */
export function isTranscribable(recording: {
  kind: MessageKind;
  sizeBytes: number | null;
  durationSeconds: number | null;
}): boolean {
  return (
    (recording.kind === "voice" || recording.kind === "audio") &&
    (recording.durationSeconds ?? 0) <= MAX_TRANSCRIBED_SECONDS &&
    (recording.sizeBytes ?? 0) <= MAX_TRANSCRIBED_BYTES
  );
}

/** What of a received message decides whether its turn waits for a transcript. */
export interface HeardMessage {
  kind: MessageKind;
  /** When it reached us. */
  receivedAt: Date;
  media: {
    status: MediaStatus;
    sizeBytes: number | null;
    durationSeconds: number | null;
    /** Null until a model was asked; "" when nothing could be made of it. */
    transcript: string | null;
  } | null;
}

/** Until when a turn waits for what its recordings say; null when it has nothing to wait for (any more). */
export function transcriptsAwaitedUntil(messages: readonly HeardMessage[], now: Date): Date | null {
  const ends = messages.flatMap(({ kind, receivedAt, media }) => {
    const isComing = media?.transcript === null && (media.status === "waiting" || media.status === "stored");
    const end = receivedAt.getTime() + TRANSCRIPT_WAIT_MS;
    return media && isComing && isTranscribable({ kind, ...media }) && end > now.getTime() ? [end] : [];
  });
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}
