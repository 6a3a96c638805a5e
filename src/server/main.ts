/**
 * The entry: environment → runtime → Next → listen, and the same backwards on SIGTERM. The only place that ends the
 * process.
 */
import { EnvError, readEnv, turnOffTelemetry } from "@/env";
import { isAppError } from "./errors";
import { startWebServer, type WebServer } from "./http/server";
import { createLogger, type Logger } from "./logger";
import { createRuntime, publishRuntime, type Runtime } from "./runtime";

/** After this long a stop is forced: what still runs is then picked up by the next start, as after a crash. */
const STOP_TIMEOUT_MS = 15_000;

async function boot(): Promise<void> {
  const env = readEnv();
  turnOffTelemetry();
  const logger = createLogger({ level: env.LOG_LEVEL, pretty: env.NODE_ENV === "development" });
  const startedAt = performance.now();
  const runtime = await createRuntime(env, logger);
  publishRuntime(runtime);
  const web = env.PARLEY_ROLES.includes("web") ? await startWebServer(runtime) : undefined;
  if (web) runtime.site.url = web.url;
  stopOnSignals({ runtime, web, logger });
  await runtime.start();
  logger.info(
    {
      url: web?.url,
      roles: env.PARLEY_ROLES,
      database: runtime.services.databaseKind,
      ms: Math.round(performance.now() - startedAt),
    },
    "Parley is ready",
  );
  // The scripts that start Parley wait for this line; it is not a log entry because they must not depend on its format.
  if (process.send && web) process.send({ type: "ready", url: web.url });
}

function stopOnSignals({
  runtime,
  web,
  logger,
}: {
  runtime: Runtime;
  web: WebServer | undefined;
  logger: Logger;
}): void {
  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ signal }, "stopping");
    setTimeout(() => {
      logger.error("stopping took too long; what was left runs again at the next start");
      process.exit(1);
    }, STOP_TIMEOUT_MS).unref();
    // Requests that run still need the database, so they end first; then what works, then what it works with.
    await web?.close();
    await runtime.stop();
    logger.info("stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        logger.error({ err: error }, "stopping failed");
        process.exit(1);
      });
    });
  }
  // Started by one of our scripts: when that is gone, nobody could stop us by Ctrl-C any more.
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.on("unhandledRejection", (reason) => {
    // A lost promise must not take every account down with it; it is a bug all the same, and shows as one.
    logger.error({ err: reason }, "unhandled rejection");
  });
}

/** What a person who starts Parley reads when it can't start: before there is a logger, and without a stack if we know why. */
function startFailureWords(error: unknown): string {
  if (error instanceof EnvError) return error.message;
  if (isAppError(error)) return error.publicMessage;
  const { code, port, stack } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE")
    return `Port ${port} is in use by another program. Stop that one, or choose another port, such as PORT=3100.`;
  return stack ?? String(error);
}

boot().catch((error: unknown) => {
  process.stderr.write(`${startFailureWords(error)}\n`);
  process.exit(1);
});
