/**
 * `unknown`: the driver was asked and nobody can say whether it went out (time-out, crash in between). It is never sent
 * again blindly: the echo decides, or a person.
 */
export type OutboxStatus = "queued" | "sending" | "sent" | "unknown" | "failed" | "cancelled" | "expired";
