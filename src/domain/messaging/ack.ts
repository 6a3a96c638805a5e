import type { AckLevel } from "./message";

const ORDER: readonly AckLevel[] = ["pending", "sent", "delivered", "read", "played"];

/**
 * The levels a message may have for news of `level` to count. Acks arrive late and out of order, and never go back;
 * a failure is only believed of what nobody has received.
 */
export const acksBefore = (level: AckLevel): readonly AckLevel[] =>
  level === "failed" ? ["pending", "sent"] : [...ORDER.slice(0, ORDER.indexOf(level)), "failed"];
