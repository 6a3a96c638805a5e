/**
 * What is asked of WhatsApp's page: every module that the installed whatsapp-web.js and Parley's own page scripts require,
 * with the members they take. Compared with `surface.json` by a test, so that an upgrade of the library or a new script
 * that needs more is noticed at once. `tsx e2e/whatsapp-web/surface.ts --write` accepts what is there now.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const ACCEPT = "tsx e2e/whatsapp-web/surface.ts --write";
export const SURFACE_FILE = path.join(import.meta.dirname, "surface.json");
const OWN_SCRIPTS = path.resolve(import.meta.dirname, "../../src/server/channels/whatsapp-web");
const OWN_SCRIPT = /^page(-[\w-]+)?\.ts$/;

/** Members by module, both sorted; `(itself)` when the module is used as a whole. */
type Surface = Record<string, string[]>;

export interface Surfaces {
  /** The library's version that was looked at. */
  version: string;
  library: Surface;
  /** Of Parley's own page scripts. */
  parley: Surface;
}

type Found = Map<string, Set<string>>;

const REQUIRE = new RegExp(
  [
    // const { a, b: c } = / const name =
    /(?:(?:const|let|var)\s+(?:\{([^}]*)\}|([\w$]+))\s*=\s*(?:await\s+)?)?/,
    /window\s*\.\s*require\(\s*['"]([A-Za-z]+)['"],?\s*\)/,
    /((?:\s*(?:\?\.|\.)\s*[A-Za-z_$]+){0,3})/,
  ]
    .map(({ source }) => source)
    .join(""),
  "g",
);
/** The library's way to put itself in the place of a function. */
const REPLACED = /module:\s*['"](\w+)['"],\s*function:\s*['"]([\w.]+)['"]/g;

const plainChain = (chain: string) => chain.replace(/\s+/g, "").replaceAll("?.", ".").replace(/^\./, "");

/** `name.member`, at most two members deep, anywhere in the source. */
function usesOf(name: string, source: string): string[] {
  const uses = new RegExp(
    `(?<![\\w$.])${name.replaceAll("$", "\\$")}((?:\\s*(?:\\?\\.|\\.)\\s*[A-Za-z_$]+){1,2})`,
    "g",
  );
  return [...source.matchAll(uses)].map(([, chain]) => plainChain(chain!));
}

/** What is taken of one require: what follows it, or what is done with the name it was given. */
function membersOf(match: RegExpExecArray, source: string): string[] {
  const [, destructured, name, , chain = ""] = match;
  if (destructured !== undefined)
    return destructured
      .split(",")
      .map((part) => part.split(":").map((word) => word.trim()))
      .filter(([member]) => member !== "")
      .flatMap(([member = "", renamed = member]) => {
        const uses = usesOf(renamed, source).map((use) => `${member}.${use.split(".")[0]}`);
        return uses.length > 0 ? uses : [member];
      });
  const member = plainChain(chain);
  if (member !== "") return [member];
  const uses = name === undefined ? [] : usesOf(name, source);
  return uses.length > 0 ? uses : ["(itself)"];
}

/** What one source file asks for. */
export function extractSurface(source: string): Found {
  const found: Found = new Map();
  const keep = (module: string, members: string[]) =>
    found.set(module, new Set([...(found.get(module) ?? []), ...members]));
  for (const match of source.matchAll(REQUIRE)) keep(match[3]!, membersOf(match, source));
  for (const [, module, member] of source.matchAll(REPLACED)) keep(module!, [member!]);
  return found;
}

async function surfaceOf(folder: string, isWanted: (file: string) => boolean): Promise<Surface> {
  const merged: Found = new Map();
  for (const file of (await readdir(folder, { recursive: true })).filter(isWanted))
    for (const [name, members] of extractSurface(await readFile(path.join(folder, file), "utf8")))
      merged.set(name, new Set([...(merged.get(name) ?? []), ...members]));
  return Object.fromEntries(
    [...merged].sort(([a], [b]) => a.localeCompare(b)).map(([name, members]) => [name, [...members].sort()]),
  );
}

/** What is asked for right now. */
export async function readSurfaces(): Promise<Surfaces> {
  const manifest = createRequire(import.meta.url).resolve("whatsapp-web.js/package.json");
  const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
  return {
    version,
    library: await surfaceOf(path.join(path.dirname(manifest), "src"), (file) => file.endsWith(".js")),
    parley: await surfaceOf(OWN_SCRIPTS, (file) => OWN_SCRIPT.test(file)),
  };
}

const flat = (surface: Surface) =>
  Object.entries(surface).flatMap(([name, members]) => members.map((member) => `${name}: ${member}`));

function differences(accepted: Surface, found: Surface): string[] {
  const [before, now] = [flat(accepted), flat(found)];
  return [
    ...now.filter((entry) => !before.includes(entry)).map((entry) => `  + ${entry}`),
    ...before.filter((entry) => !now.includes(entry)).map((entry) => `  - ${entry}`),
  ];
}

/** What has changed and what to do about it, in words; undefined when nothing has. */
export function describeDrift(accepted: Surfaces, found: Surfaces): string | undefined {
  const library = differences(accepted.library, found.library);
  const parley = differences(accepted.parley, found.parley);
  if (library.length === 0 && parley.length === 0 && accepted.version === found.version) return undefined;
  return [
    ...(accepted.version === found.version
      ? []
      : [
          `whatsapp-web.js is ${found.version} now; what it asks of WhatsApp's page was looked at for ${accepted.version}.`,
        ]),
    ...(library.length > 0 ? ["whatsapp-web.js asks the page for other things than were looked at:", ...library] : []),
    ...(parley.length > 0 ? ["Parley's own page scripts ask the page for other things:", ...parley] : []),
    "What to do:",
    "  1. For each +, read what is done with it, and give the simulated page the same (e2e/whatsapp-web/page/modules).",
    "  2. For each -, take it out there when nothing else needs it.",
    "  3. Run the tests with a browser: vitest run --config scripts/vitest.config.ts --project chromium",
    `  4. Accept it: ${ACCEPT}`,
  ].join("\n");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const surfaces = `${JSON.stringify(await readSurfaces(), null, 2)}\n`;
  if (process.argv.includes("--write")) await writeFile(SURFACE_FILE, surfaces);
  else process.stdout.write(surfaces);
}
