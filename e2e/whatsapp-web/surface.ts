/**
 * What the installed whatsapp-web.js asks of WhatsApp's page: every `window.require(…)` in its source with the members it
 * takes. Compared with `surface.json` by a test, so that an upgrade of the library that needs more is noticed at once.
 * `tsx e2e/whatsapp-web/surface.ts --write` accepts what is installed.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

export const SURFACE_FILE = path.join(import.meta.dirname, "surface.json");

/** Members by module, both sorted; `(itself)` when the module is used as a whole. */
export type Surface = Record<string, string[]>;

const REQUIRE =
  /(?:(?:const|let)\s+\{([^}]*)\}\s*=\s*(?:await\s+)?)?window\s*\.\s*require\(\s*'([A-Za-z]+)',?\s*\)((?:\s*(?:\?\.|\.)\s*[A-Za-z_$]+){0,3})/g;

function membersOf(destructured: string | undefined, chain: string): string[] {
  if (destructured !== undefined)
    return destructured
      .split(",")
      .map((part) => part.split(":")[0]!.trim())
      .filter((name) => name !== "");
  const member = chain.replace(/\s+/g, "").replaceAll("?.", ".").replace(/^\./, "");
  return [member === "" ? "(itself)" : member];
}

/** What one source file asks for. */
export function extractSurface(source: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [, destructured, name, chain] of source.matchAll(REQUIRE)) {
    const members = found.get(name!) ?? new Set();
    for (const member of membersOf(destructured, chain ?? "")) members.add(member);
    found.set(name!, members);
  }
  return found;
}

/** What the library asks for in all of its files. */
export async function readInstalledSurface(): Promise<Surface> {
  const folder = path.join(path.dirname(createRequire(import.meta.url).resolve("whatsapp-web.js/package.json")), "src");
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".js"));
  const merged = new Map<string, Set<string>>();
  for (const file of files) {
    for (const [name, members] of extractSurface(await readFile(path.join(folder, file), "utf8")))
      merged.set(name, new Set([...(merged.get(name) ?? []), ...members]));
  }
  return Object.fromEntries(
    [...merged].sort(([a], [b]) => a.localeCompare(b)).map(([name, members]) => [name, [...members].sort()]),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const surface = `${JSON.stringify(await readInstalledSurface(), null, 2)}\n`;
  if (process.argv.includes("--write")) await writeFile(SURFACE_FILE, surface);
  else process.stdout.write(surface);
}
