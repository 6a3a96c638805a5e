import { pino } from "pino";
import { errorInLogs } from "./error-in-logs";

export type Logger = pino.Logger;

/**
 * The process-wide logger: JSON lines on stdout, or readable ones in development. Message texts, tokens, cookies and
 * passwords must not be passed to it; the redaction below is the second line of defence, not the first.
 */
export function createLogger(options: { level: string; pretty: boolean }): Logger {
  return pino({
    level: options.level,
    serializers: { err: errorInLogs, error: errorInLogs },
    redact: {
      paths: [
        "*.password",
        "*.token",
        "*.access_token",
        "*.refresh_token",
        "*.cookie",
        "*.authorization",
        "*.body",
        "*.qr",
      ],
      censor: "[redacted]",
    },
    ...(options.pretty
      ? { transport: { target: "pino-pretty", options: { ignore: "pid,hostname", singleLine: true } } }
      : {}),
  });
}

/** For tests and one-shot commands. */
export const silentLogger = (): Logger => pino({ level: "silent" });
