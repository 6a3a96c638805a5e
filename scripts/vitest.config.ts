import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "..");

/**
 * Tests that start real browsers, fill large tables, try many courses of events, or put other modules in place of ours,
 * which those that share a process with them must not meet: part of `npm test`, too slow for `npm run check`.
 */
const SLOW_TESTS = [
  "src/server/auth/embedded/contract/planted-faults.integration.test.ts",
  "src/server/auth/embedded/sign-in-cost.integration.test.ts",
  "src/server/browser/*.integration.test.ts",
  "src/server/channels/whatsapp-web/*.integration.test.ts",
  "e2e/whatsapp-web/*.integration.test.ts",
  "src/server/channels/{exactly-once,outbox-property}.integration.test.ts",
  "src/server/db/{data-folder,filtered-search}.integration.test.ts",
  "src/server/knowledge/ingest-kill.integration.test.ts",
];

/** That the benchmarks work: two minutes in which nothing of the product is tested, so not part of `npm test`. */
const BENCHMARK_TESTS = ["scripts/bench/*.integration.test.ts"];

export default defineConfig({
  root,
  resolve: { alias: { "@": path.join(root, "src") } },
  test: {
    pool: "forks",
    maxWorkers: 2,
    // Databases, browsers and parsers start in some of them, on machines that may be busy.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts", "e2e/**/*.test.ts"],
          exclude: [...SLOW_TESTS, ...BENCHMARK_TESTS],
          // A process, its modules and a database for each file cost more than most tests: docs/decisions/0021.
          isolate: false,
          globalSetup: ["src/test/build-workers.ts"],
          setupFiles: ["src/test/start-built-workers.ts", "src/test/leave-no-trace.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "slow",
          include: SLOW_TESTS,
          globalSetup: ["src/test/build-workers.ts"],
          setupFiles: ["src/test/start-built-workers.ts"],
        },
      },
      { extends: true, test: { name: "benchmarks", include: BENCHMARK_TESTS } },
    ],
  },
});
