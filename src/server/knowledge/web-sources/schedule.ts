import type { Logger } from "../../logger";
import type { WebSourceService } from "./service";

/** Readings are a day apart at least; a minute more or less is nothing. */
const EVERY_MS = 60_000;

/** Has web sources read when their time comes, while the process runs. @returns what stops it; a round may end after that */
export function keepSourcesRead(webSources: Pick<WebSourceService, "readDue">, logger: Logger): () => void {
  const look = () =>
    webSources
      .readDue()
      .catch((error: unknown) => logger.warn({ err: error }, "web sources could not be looked through"));
  void look();
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
