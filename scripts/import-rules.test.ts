import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { findViolations, IMPORT_RULES, listImports } from "./import-rules";

const root = path.resolve(import.meta.dirname, "..");

/** One planted violation of each rule, and beside it what is allowed; a rule that catches nothing would be no rule. */
const PLANTED: Record<string, { file: string; bad: string; good: string }> = {
  "domain is pure: it imports only itself and packages that only compute": {
    file: "src/domain/agent/gate.ts",
    bad: 'import { readFile } from "node:fs/promises";',
    good: 'import { z } from "zod";\nimport type { Passage } from "../knowledge/passage";',
  },
  "the interface knows the server by its types only": {
    file: "src/app/page.tsx",
    bad: 'import { appRouter } from "@/server/api/root";',
    good: 'import type { AppRouter } from "@/server/api/root";\nimport { type Runtime } from "@/server/runtime";',
  },
  "app → components → trpc, never backwards": {
    file: "src/components/ui/button.tsx",
    bad: 'import { RuleList } from "@/app/rules/_components/rule-list";',
    good: 'import { api } from "@/trpc/react";',
  },
  "the server never imports the interface": {
    file: "src/server/accounts/service.ts",
    bad: 'import { Button } from "@/components/ui/button";',
    good: 'import { can } from "@/domain/access/roles";',
  },
  "SQL stays in server/db, queries and services": {
    file: "src/server/accounts/router.ts",
    bad: 'import { eq } from "drizzle-orm";',
    good: 'import { listAccounts } from "./service";',
  },
  "only agent/models.ts talks to model providers": {
    file: "src/server/agent/steps/answer.ts",
    bad: 'import { createOpenAI } from "@ai-sdk/openai";',
    good: 'import { generateText } from "ai";',
  },
  "adapters are imported by their registry or the composition root only": {
    file: "src/server/channels/manager.ts",
    bad: 'import { createWhatsAppWebDriver } from "./whatsapp-web/driver";',
    good: 'import { drivers } from "./registry";',
  },
  "features talk through their service": {
    file: "src/server/conversations/service.ts",
    bad: 'import { findDocument } from "@/server/knowledge/queries";',
    good: 'import { createKnowledgeService } from "@/server/knowledge/service";',
  },
  "only env.ts reads the environment": {
    file: "src/server/logger.ts",
    bad: "const level = process.env.LOG_LEVEL;",
    good: "export const level = (env: { LOG_LEVEL: string }) => env.LOG_LEVEL;",
  },
  "the product does not import its scripts or tests": {
    file: "src/server/main.ts",
    bad: 'import { startWhatsAppSimulator } from "../../e2e/whatsapp-web/server";',
    good: 'import { readEnv } from "@/env";',
  },
};

describe.each(IMPORT_RULES)("$name", ({ name }) => {
  const planted = PLANTED[name];
  test("a planted violation is caught", () => {
    expect(planted && findViolations(planted.file, planted.bad)).toEqual([expect.stringContaining(name)]);
  });
  test("what is allowed passes", () => {
    expect(planted && findViolations(planted.file, planted.good)).toEqual([]);
  });
});

test("imports are found in every way they can be written", () => {
  const source = `import a from "pkg-a";
import type { B } from "./b";
import { type C, type D } from "../c";
import {
  E,
  type F,
} from "@/e";
export * from "./g";
const h = await import("pkg-h");
import "./side-effect";`;
  expect(listImports("src/x/y.ts", source).map(({ to, isTypeOnly }) => [to, isTypeOnly])).toEqual([
    ["pkg-a", false],
    ["src/x/b", true],
    ["src/c", true],
    ["src/e", false],
    ["src/x/g", false],
    ["pkg-h", false],
    ["src/x/side-effect", false],
  ]);
});

test("every file of the product keeps the rules", () => {
  const files = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `src/${file}`);
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap((file) => findViolations(file, readFileSync(path.join(root, file), "utf8")))).toEqual([]);
});
