import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { english } from "@/messages/english";
import { listImports } from "../../scripts/import-rules";
import { EVERYWHERE, NAMESPACES } from "./messages";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const LITERAL = new RegExp(`["'\`]((?:${NAMESPACES.join("|")})\\.[\\w.]*)(\\$\\{)?`, "g");
const GIVEN = /<BrowserMessages of=\{\[([^\]]*)\]/g;

type Tree = { [key: string]: string | Tree };

const keysOf = (tree: Tree, prefix = ""): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [`${prefix}${key}`] : keysOf(value, `${prefix}${key}.`),
  );
const KEYS = keysOf(english);

interface Source {
  /** Namespaces of the messages that it says. */
  says: Set<string>;
  /** Namespaces that it sends to the browser for what is inside. */
  gives: Set<string>;
  imports: string[];
  isOfBrowser: boolean;
}

const sources = new Map<string, Source | undefined>();

function sourceOf(file: string): Source | undefined {
  if (!sources.has(file)) sources.set(file, readSource(file));
  return sources.get(file);
}

function readSource(file: string): Source | undefined {
  const found = ["", ".ts", ".tsx", "/index.ts"]
    .map((end) => file + end)
    .find((name) => /\.tsx?$/.test(name) && existsSync(path.join(ROOT, name)));
  if (!found) return undefined;
  const text = readFileSync(path.join(ROOT, found), "utf8");
  return {
    says: saidIn(text),
    gives: new Set(
      [...text.matchAll(GIVEN)].flatMap(([, list]) =>
        [...(list ?? "").matchAll(/"(\w+)"/g)].map(([, name]) => name ?? ""),
      ),
    ),
    imports: listImports(found, text)
      .filter(({ to, isTypeOnly }) => !isTypeOnly && to.startsWith("src/") && !to.startsWith("src/server"))
      .map(({ to }) => to),
    isOfBrowser: /^\s*["']use client["']/.test(text),
  };
}

/** Permissions and actions of the log look like keys, so a key counts when there is a message of that name. */
function saidIn(text: string): Set<string> {
  const keys = [...text.matchAll(LITERAL)].filter(([, key = "", isPrefix]) =>
    isPrefix ? KEYS.some((one) => one.startsWith(key)) : KEYS.includes(key),
  );
  return new Set(keys.map(([, key = ""]) => key.slice(0, key.indexOf("."))));
}

/** What the components of the browser say, of a page or layout and all that it draws, with the file that says it. */
function saidInBrowser(entry: string): Map<string, string> {
  const said = new Map<string, string>();
  const seen = new Set<string>();
  const visit = (file: string, isOfBrowser: boolean) => {
    const source = sourceOf(file);
    const mark = `${file} ${isOfBrowser}`;
    if (!source || seen.has(mark)) return;
    seen.add(mark);
    const here = isOfBrowser || source.isOfBrowser;
    if (here) for (const namespace of source.says) said.set(namespace, said.get(namespace) ?? file);
    for (const next of source.imports) visit(next, here);
  };
  visit(entry, false);
  return said;
}

const entries = readdirSync(path.join(ROOT, "src/app"), { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)(page|layout|error|not-found)\.tsx$/.test(file))
  .map((file) => `src/app/${file}`);

/** The entry itself, unless it stands in the place of what it gives messages to, and the layouts around it. */
function around(entry: string): string[] {
  const folders = path.posix.dirname(entry).split("/");
  const layouts = folders.map((_, depth) => `${folders.slice(0, depth + 1).join("/")}/layout.tsx`);
  return [...new Set([...layouts.filter((layout) => entries.includes(layout)), entry])];
}

test.each(entries)("%s: the browser has what its components say", (entry) => {
  const given = new Set<string>([
    ...EVERYWHERE,
    ...around(entry).flatMap((file) => [...(sourceOf(file)?.gives ?? [])]),
  ]);
  const missing = [...saidInBrowser(entry)].filter(([namespace]) => !given.has(namespace));
  expect(missing).toEqual([]);
});

test("what the components of a page say is found at all", () => {
  expect([...saidInBrowser("src/app/(dashboard)/profile/page.tsx").keys()]).toContain("shell");
});
