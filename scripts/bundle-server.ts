/** How server code is bundled for production. */
import path from "node:path";
import { build, type Plugin } from "esbuild";

const root = path.resolve(import.meta.dirname, "..");

/** Packages that stay outside the bundle: they load files of their own, are native, or are Next itself. */
const EXTERNAL = [
  "next",
  "react",
  "react-dom",
  "whatsapp-web.js",
  "puppeteer",
  "puppeteer-core",
  "@sparticuz/chromium",
  "pdfjs-dist",
  "@napi-rs/canvas",
  "mammoth",
  "llamaindex",
  "@llamaindex/*",
  "pino",
  "pino-pretty",
  "thread-stream",
  "postgres",
  "pg-boss",
  "@electric-sql/*",
  "@energetic-ai/*",
  "eld",
  "eld/*",
  // What react-email could lay mails out with. It is never asked to, so production needs it neither here nor there.
  "prettier/*",
];

/**
 * Writes each entry (name → source file in the project) and the worker threads it may start beside each other.
 * @param outdir inside the project, so that packages outside the bundle are found
 * @param plugins what else is done to the sources on their way
 */
export async function bundleServer(
  outdir: string,
  entries: Record<string, string>,
  plugins: Plugin[] = [],
): Promise<void> {
  const entryPoints = {
    ...entries,
    "pglite-worker": "src/server/db/pglite-worker.ts",
    "parse-worker": "src/server/knowledge/parsers/parse-worker.ts",
    "drawing-worker": "src/server/knowledge/parsers/pdf/drawing-worker.ts",
    "recognition-worker": "src/server/knowledge/ocr/recognition-worker.ts",
    "embedding-worker": "src/server/knowledge/embedding-worker.ts",
  };
  await build({
    entryPoints: Object.fromEntries(Object.entries(entryPoints).map(([name, file]) => [name, path.join(root, file)])),
    outdir,
    plugins,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node24",
    sourcemap: true,
    logLevel: "warning",
    tsconfig: path.join(root, "tsconfig.json"),
    // Some bundled CommonJS packages call require() for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    // react-email goes inside with what of it renders mails: as a whole it is a development tool with a server of its own.
    // drizzle-orm goes inside on purpose: unbundled it costs 443 ms and 257 MB at start, bundled 41 ms and 15 MB.
    external: EXTERNAL,
  });
}
