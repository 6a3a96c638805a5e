/**
 * Who may import whom (ARCHITECTURE in docs/architecture.md): a pure function over the source text of a file, so that a
 * test can plant one violation of each rule. Cycles are Biome's to find (noImportCycles).
 */
import path from "node:path";

export interface ImportEdge {
  /** Repository path of the importing file, such as `src/app/page.tsx`. */
  from: string;
  /** Repository path without extension for our own files, the bare specifier for packages. */
  to: string;
  /** `import type`, erased at build: no code travels. */
  isTypeOnly: boolean;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[\w*${}\s,]+?\s+from\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;
const NAMED_LIST = /(?:^|\n)\s*(?:import|export)\s+\{([^}]*)\}\s+from\s+["']([^"']+)["']/g;

/** All imports and re-exports of a file. A list in which every name is marked `type` counts as type-only. */
export function listImports(file: string, source: string): ImportEdge[] {
  const typeOnlyLists = new Set(
    [...source.matchAll(NAMED_LIST)]
      .filter(([, names]) => (names ?? "").split(",").every((name) => !name.trim() || name.trim().startsWith("type ")))
      .map((match) => match[0].trim()),
  );
  return [...source.matchAll(IMPORT)].map((match) => ({
    from: file,
    to: resolveSpecifier(file, match[2] ?? match[3] ?? ""),
    isTypeOnly: match[1] !== undefined || typeOnlyLists.has(match[0].trim()),
  }));
}

function resolveSpecifier(file: string, specifier: string): string {
  if (specifier.startsWith("@/")) return `src/${specifier.slice(2)}`;
  if (specifier.startsWith(".")) return path.posix.join(path.posix.dirname(file), specifier);
  return specifier;
}

/** Tests, and what only they import. */
const isTest = (file: string) =>
  /(\.test\.tsx?|-(fixture|contract|harness)(\.ts)?)$/.test(file) ||
  file.includes("/fixtures/") ||
  inside(file, "src/test", "e2e");
const inside = (file: string, ...folders: string[]) => folders.some((folder) => file.startsWith(`${folder}/`));
const isPackage = (target: string) =>
  !target.startsWith("src/") && !target.startsWith("scripts/") && !target.startsWith("e2e/");

/** `src/server/<feature>` of a file, for the folders that are features. */
const FEATURES = [
  ..."accounts agent audit auth automation channels conversations evaluation knowledge mail media playground rate-limit team".split(
    " ",
  ),
];
const featureOf = (file: string) => {
  const name = /^src\/server\/([^/]+)\//.exec(file)?.[1];
  return name && FEATURES.includes(name) ? name : undefined;
};
/** What a feature offers to the others: its service, and the ports that other features implement or consume. */
const FEATURE_DOORS: Record<string, string[]> = {
  agent: ["pipeline", "service"],
  audit: ["service", "actor"],
  auth: ["service", "http", "origin", "bind"],
  channels: ["service", "manager", "driver"],
  conversations: ["service", "inbound", "outbox", "turns", "effects", "past-questions-queries", "summary"],
  knowledge: ["service", "retriever", "doctor/service", "gaps/service"],
  mail: ["service", "mail"],
  "rate-limit": ["service", "requests"],
  media: ["service", "fetcher", "outgoing", "transcription"],
  // The gate of every procedure asks for the role.
  team: ["service", "queries"],
};
/** The composition root and what mounts the features may reach into each of them. */
const COMPOSITION = ["src/server/runtime.ts", "src/server/services.ts", "src/server/main.ts"];
const isComposition = (file: string) =>
  COMPOSITION.includes(file) || inside(file, "src/server/api", "src/server/http", "src/server/wiring");

/** No I/O, no clock, no randomness: a schema library and a stemmer. */
const PURE_PACKAGES = ["zod", "wink-porter2-stemmer"];

export interface ImportRule {
  name: string;
  isBroken(edge: ImportEdge): boolean;
}

export const IMPORT_RULES: ImportRule[] = [
  {
    name: "domain is pure: it imports only itself and packages that only compute",
    isBroken: ({ from, to, isTypeOnly }) =>
      inside(from, "src/domain") &&
      !isTest(from) &&
      !inside(to, "src/domain") &&
      !PURE_PACKAGES.includes(to) &&
      // The names of what can be said; the words themselves are given to it.
      !(isTypeOnly && to === "src/messages/english"),
  },
  {
    name: "the interface knows the server by its types only",
    isBroken: ({ from, to, isTypeOnly }) =>
      inside(from, "src/app", "src/components", "src/trpc") && inside(to, "src/server") && !isTypeOnly,
  },
  {
    name: "app → components → trpc, never backwards",
    isBroken: ({ from, to }) =>
      (inside(from, "src/trpc") && inside(to, "src/app", "src/components")) ||
      (inside(from, "src/components") && inside(to, "src/app")),
  },
  {
    name: "the server never imports the interface",
    isBroken: ({ from, to }) => inside(from, "src/server") && inside(to, "src/app", "src/components", "src/trpc"),
  },
  {
    name: "SQL stays in server/db, queries and services",
    isBroken: ({ from, to }) =>
      /^drizzle-orm(\/|$)/.test(to) &&
      inside(from, "src") &&
      !isTest(from) &&
      !inside(from, "src/server/db") &&
      // The queue is a part of the database: its jobs are rows of the same transactions.
      from !== "src/server/jobs/queue.ts" &&
      !/(^|[/-])(queries|service|store)\.ts$/.test(from),
  },
  {
    name: "only agent/models.ts talks to model providers",
    isBroken: ({ from, to }) => to.startsWith("@ai-sdk/") && from !== "src/server/agent/models.ts",
  },
  {
    name: "adapters are imported by their registry or the composition root only",
    isBroken: ({ from, to }) => {
      if (isTest(from) || isComposition(from)) return false;
      if (inside(to, "src/server/channels/whatsapp-web"))
        return !inside(from, "src/server/channels/whatsapp-web") && from !== "src/server/channels/registry.ts";
      if (/^src\/server\/knowledge\/parsers\/(?!registry|parse|limits)/.test(to))
        return !inside(from, "src/server/knowledge/parsers");
      return false;
    },
  },
  {
    name: "features talk through their service",
    isBroken: ({ from, to, isTypeOnly }) => {
      const source = featureOf(from);
      const target = featureOf(`${to}/`) ?? featureOf(to);
      if (
        !target ||
        target === source ||
        isTest(from) ||
        isTypeOnly ||
        !inside(from, "src/server") ||
        isComposition(from)
      )
        return false;
      const door = to.slice(`src/server/${target}/`.length);
      return !(FEATURE_DOORS[target] ?? ["service"]).includes(door);
    },
  },
  {
    name: "only env.ts reads the environment",
    isBroken: ({ from, to }) => inside(from, "src") && from !== "src/env.ts" && to === "process.env",
  },
  {
    name: "the product does not import its scripts or tests",
    isBroken: ({ from, to }) =>
      inside(from, "src") && !isTest(from) && !isPackage(to) && (!inside(to, "src") || isTest(to)),
  },
];

/** Everything a file breaks, as sentences: rule, file, target. */
export function findViolations(file: string, source: string): string[] {
  const edges = listImports(file, source);
  if (/\bprocess\.env\b/.test(source) && !isTest(file))
    edges.push({ from: file, to: "process.env", isTypeOnly: false });
  return IMPORT_RULES.flatMap((rule) =>
    edges.filter((edge) => rule.isBroken(edge)).map((edge) => `${rule.name}: ${edge.from} → ${edge.to}`),
  );
}
