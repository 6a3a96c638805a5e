import { createHash } from "node:crypto";
import type { Database } from "@/server/db/client";
import type { MediaService } from "@/server/media/service";

/** Keeps files for as long as it lives; `lost` says that one is gone from the disk. */
export function memoryFiles(db: Database) {
  const kept = new Set<string>();
  const files: Pick<MediaService, "keepFile" | "hasFile"> = {
    keepFile: ({ accountId, bytes }, name) =>
      db.transaction(async (tx) => {
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        const named = await name(tx, sha256);
        kept.add(`${accountId}/${sha256}`);
        return named;
      }),
    hasFile: async ({ accountId, sha256 }) => kept.has(`${accountId}/${sha256}`),
  };
  return { ...files, lost: () => kept.clear() };
}
