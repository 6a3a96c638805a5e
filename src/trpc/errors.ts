const GENERAL = "Something went wrong on our side. Nothing was lost. Try again in a moment.";
const UNREACHABLE = "Parley can't be reached. Check your connection, then try again.";

interface ErrorData {
  code?: unknown;
  kind?: unknown;
}

function dataOf(error: unknown): ErrorData | null {
  if (typeof error !== "object" || error === null || !("data" in error)) return null;
  return typeof error.data === "object" ? error.data : null;
}

/** What to tell people. The server's own words when it had some for them, else a sentence of ours; never a stack. */
export function errorWords(error: unknown): string {
  const data = dataOf(error);
  if (data?.code && error instanceof Error && data.code !== "INTERNAL_SERVER_ERROR") return error.message;
  if (data) return GENERAL;
  // An error of the client without data never reached the server.
  return error instanceof Error && error.name === "TRPCClientError" ? UNREACHABLE : GENERAL;
}

export const isSessionOver = (error: unknown): boolean => dataOf(error)?.code === "UNAUTHORIZED";
export const isMissing = (error: unknown): boolean => dataOf(error)?.code === "NOT_FOUND";
export const isConflict = (error: unknown): boolean => dataOf(error)?.code === "CONFLICT";
export const isForbidden = (error: unknown): boolean => dataOf(error)?.code === "FORBIDDEN";
