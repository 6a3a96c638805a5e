import type { Database } from "@/server/db/client";
import type { Lease } from "@/server/db/lease";
import type { Logger } from "@/server/logger";
import type { ChannelConnection } from "./driver";
import { type Scheduler, withDeadline } from "./scheduler";
import { answerScreenshot } from "./screenshot-queries";

const TAKE_MS = 10_000;

const NO_PAGE = "There is no page to show just now: the connection is waiting to be opened again.";
const NO_PICTURE = "The page didn't let itself be pictured. It may be loading or have stopped; try again in a moment.";

/** Takes the picture that somebody asked for and writes it, or why there is none; never rejects. */
export async function takeScreenshot(
  { db, scheduler, logger }: { db: Database; scheduler: Scheduler; logger: Logger },
  of: { accountId: string; lease: Lease; connection: Pick<ChannelConnection, "screenshot"> | undefined },
): Promise<void> {
  try {
    await answerScreenshot(db, of, await picture(of.connection));
  } catch (error) {
    logger.warn({ accountId: of.accountId, err: error }, "a picture of the page could not be written");
  }

  async function picture(connection: typeof of.connection) {
    if (!connection) return { error: NO_PAGE };
    try {
      const image = await withDeadline(connection.screenshot(), TAKE_MS, scheduler);
      return { takenAt: scheduler.now(), image };
    } catch (error) {
      logger.warn({ accountId: of.accountId, err: error }, "a picture of the page could not be taken");
      return { error: NO_PICTURE };
    }
  }
}
