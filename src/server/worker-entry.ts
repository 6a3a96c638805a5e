import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { projectPath } from "./project-root";

/** Where each worker's source lives; the build puts each beside main.js as `dist/server/<name>.js`. */
export const WORKER_SOURCES = {
  "pglite-worker": "src/server/db/pglite-worker.ts",
  "parse-worker": "src/server/knowledge/parsers/parse-worker.ts",
  "drawing-worker": "src/server/knowledge/parsers/pdf/drawing-worker.ts",
  "recognition-worker": "src/server/knowledge/ocr/recognition-worker.ts",
  "embedding-worker": "src/server/knowledge/embedding-worker.ts",
} as const;
export type WorkerName = keyof typeof WORKER_SOURCES;

let builtFolder: string | undefined;

/**
 * From now on threads run from what `scripts/bundle-server.ts` wrote into this folder. For tests: they start hundreds
 * of them, and from source each would load the TypeScript loader first, and everything it needs through that.
 */
export function startWorkersFrom(folder: string): void {
  builtFolder = folder;
}

/**
 * Starts one of our worker threads: from its TypeScript source while we run from source (tsx), from the built file when
 * we run built. Which of the two is told by this module's own address.
 */
export function startWorker(name: WorkerName, options: WorkerOptions = {}): Worker {
  if (builtFolder !== undefined) return new Worker(path.join(builtFolder, `${name}.js`), { execArgv: [], ...options });
  if (!import.meta.url.endsWith(".ts")) return new Worker(new URL(`./${name}.js`, import.meta.url), options);
  return new Worker(pathToFileURL(projectPath(WORKER_SOURCES[name])), {
    ...options,
    // Explicit, because vitest's own flags are not allowed in a worker thread and are inherited otherwise.
    execArgv: [...(options.execArgv ?? []), "--import", typescriptLoader()],
  });
}

/** Registers tsx with our tsconfig named, so that `@/` resolves whatever the working directory is. */
function typescriptLoader(): string {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx/esm/api")).href.replace(/\.cjs$/, ".mjs");
  const source = `import { register } from ${JSON.stringify(tsx)};
register({ tsconfig: ${JSON.stringify(projectPath("tsconfig.json"))} });`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
