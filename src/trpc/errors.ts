import type { Translate } from "@/domain/words/translate";

interface ErrorData {
  code?: unknown;
  kind?: unknown;
}

function dataOf(error: unknown): ErrorData | null {
  if (typeof error !== "object" || error === null || !("data" in error)) return null;
  return typeof error.data === "object" ? error.data : null;
}

/** What to tell people. The server's own words when it had some for them, else a sentence of ours; never a stack. */
export function errorWords(error: unknown, t: Translate): string {
  const data = dataOf(error);
  if (data?.code && error instanceof Error && data.code !== "INTERNAL_SERVER_ERROR") return error.message;
  if (data) return t("common.errors.general");
  // An error of the client without data never reached the server.
  return t(
    error instanceof Error && error.name === "TRPCClientError" ? "common.errors.unreachable" : "common.errors.general",
  );
}

export const isSessionOver = (error: unknown): boolean => dataOf(error)?.code === "UNAUTHORIZED";
export const isMissing = (error: unknown): boolean => dataOf(error)?.code === "NOT_FOUND";
export const isConflict = (error: unknown): boolean => dataOf(error)?.code === "CONFLICT";
export const isForbidden = (error: unknown): boolean => dataOf(error)?.code === "FORBIDDEN";
