import { createHash } from "node:crypto";
import type { FindingKind } from "@/domain/knowledge/doctor/finding";
import { foldForSearch } from "@/domain/knowledge/fold";

/** The same for the same kind of finding about the same words, whatever documents they stand in and in which order. */
export function fingerprintOf(kind: FindingKind, identity: readonly string[]): string {
  const words = identity.map((text) => foldForSearch(text).replace(/\s+/gu, " ").trim()).sort();
  return createHash("sha256")
    .update(JSON.stringify([kind, ...words]))
    .digest("hex");
}
