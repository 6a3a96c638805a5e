import type { Database } from "@/server/db/client";
import type { Lease } from "@/server/db/lease";
import type { Logger } from "@/server/logger";
import type { ChannelConnection } from "./driver";
import { type Scheduler, withDeadline } from "./scheduler";
import { answerScreenshot } from "./screenshot-queries";

const TAKE_MS = 10_000;

const NO_PAGE = "There is no page to show just now: the connection is waiting to be opened again.";
const NO_PICTURE = "The page didn't let itself be pictured. It may be loading or have stopped; try again in a moment.";

interface ScreenshotTakerDeps {
  db: Database;
  scheduler: Scheduler;
  logger: Logger;
  accountId: string;
  lease: Lease;
}

/** Takes the pictures that people ask for, one at a time. */
export class ScreenshotTaker {
  #isTaking = false;

  constructor(private readonly deps: ScreenshotTakerDeps) {}

  /** Writes the picture, or why there is none; never rejects. */
  async take(connection: Pick<ChannelConnection, "screenshot"> | undefined): Promise<void> {
    if (this.#isTaking) return;
    this.#isTaking = true;
    const { db, logger, accountId, lease } = this.deps;
    try {
      await answerScreenshot(db, { accountId, lease }, await this.#picture(connection));
    } catch (error) {
      logger.warn({ accountId, err: error }, "a picture of the page could not be written");
    }
    this.#isTaking = false;
  }

  async #picture(connection: Pick<ChannelConnection, "screenshot"> | undefined) {
    const { scheduler, logger, accountId } = this.deps;
    if (!connection) return { error: NO_PAGE };
    try {
      const image = await withDeadline(connection.screenshot(), TAKE_MS, scheduler);
      return { takenAt: scheduler.now(), image };
    } catch (error) {
      logger.warn({ accountId, err: error }, "a picture of the page could not be taken");
      return { error: NO_PICTURE };
    }
  }
}
