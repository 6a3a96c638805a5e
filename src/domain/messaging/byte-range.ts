/** What part of a file a request asks for. `whole`: all of it; `none`: a part that the file doesn't have. */
export type ByteRange = { kind: "whole" } | { kind: "part"; first: number; last: number } | { kind: "none" };

/**
 * Reads a Range header (RFC 9110, 14.2). Several ranges at once, other units and what cannot be read are answered with
 * the whole file, as the standard allows.
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (from === "" && to === "") return { kind: "whole" };
  if (from === "") {
    const length = Math.min(Number(to), sizeBytes);
    return length === 0 ? { kind: "none" } : { kind: "part", first: sizeBytes - length, last: sizeBytes - 1 };
  }
  const first = Number(from);
  const last = to === "" ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (to !== "" && Number(to) < first) return { kind: "whole" };
  return first >= sizeBytes ? { kind: "none" } : { kind: "part", first, last };
}
