// A process of its own that commits one row after the other and reports each to its parent, until it is killed.
// Arguments: the data folder.
import { openDatabase } from "@/server/db/client";
import { users } from "@/server/db/schema";
import { silentLogger } from "@/server/logger";
import { migratedSnapshot } from "./database";

const dataDir = process.argv[2];
if (!dataDir) throw new Error("Name the data folder.");

const { db } = await openDatabase({ dataDir, snapshot: await migratedSnapshot(), logger: silentLogger() });
for (let number = 1; ; number++) {
  await db.insert(users).values({ id: String(number), email: `${number}@example.com` });
  process.send?.(number);
}
