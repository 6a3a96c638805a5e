import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import { type DocumentState, type Reading, updateReading } from "./reading-queries";
import { ReadingOver } from "./store-chunks";

/** Writes how far a reading is, for everybody who looks. @throws ReadingOver when it is no longer the current one */
export async function setState({ db }: { db: Database }, reading: Reading, state: DocumentState): Promise<void> {
  if (!(await updateReading(db, reading, state))) throw new ReadingOver();
  await publishChange(db, { accountId: reading.accountId, topic: "document", id: reading.documentId });
}
