/**
 * `npm run -s auth:serve -- --port P --keys FILE`: the embedded sign-in alone, over HTTP on this machine and with a
 * database in memory, for test suites written for Supabase Auth. Prints one line with its address when it listens, and
 * each mail as a line of JSON on standard error. Ends on SIGINT and SIGTERM; exit code 2 when the command is wrong.
 */
import { pino } from "pino";
import { createEmbeddedAuth, type EmbeddedAuthOptions } from "@/server/auth/embedded/embedded-auth";
import { openOwnDatabase } from "@/test/database";
import { readArguments, type ServeArguments, USAGE } from "./auth-serve/arguments";
import { readKeyFile } from "./auth-serve/key-file";
import { serveAuth } from "./auth-serve/listen";
import { mailPrinter } from "./auth-serve/mail-printer";

// Not on standard output, where the address stands.
const logger = pino({ level: "error" }, pino.destination(2));

/** Suites make users and ask for mails by the hundred, all from one address. */
const withoutLimits: EmbeddedAuthOptions["limiter"] = {
  take: async () => ({ ok: true }),
  forgive: async () => undefined,
  tidy: async () => undefined,
};

async function serve({ port, keyFile, ...options }: ServeArguments): Promise<() => Promise<void>> {
  const keys = keyFile === undefined ? undefined : await readKeyFile(keyFile);
  const database = await openOwnDatabase();
  try {
    const server = await serveAuth(port, (url) => {
      const issuer = `${url}/auth/v1`;
      const auth = createEmbeddedAuth({
        db: database.db,
        now: () => new Date(),
        logger,
        options: {
          ...options,
          issuer,
          ...(keys ? { keys } : {}),
          acceptsForeignAdmins: true,
          limiter: withoutLimits,
          passwordRules: { minBytes: 6, refusesCommon: false },
          mailer: mailPrinter(issuer, (line) => process.stderr.write(`${line}\n`)),
        },
      });
      return auth.handle;
    });
    process.stdout.write(`The embedded sign-in listens on ${server.url}\n`);
    return async () => {
      await server.close();
      await database.close();
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

const PARENT_CHECK_MS = 500;

const stopped = new Promise<void>((resolve) => {
  process.once("SIGINT", resolve);
  process.once("SIGTERM", resolve);
  // Whoever ends npm ends its shell with it, and no signal comes through to here.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) resolve();
  }, PARENT_CHECK_MS).unref();
});

async function main(): Promise<void> {
  const stop = await serve(readArguments(process.argv.slice(2)));
  await stopped;
  await stop();
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 2;
});
