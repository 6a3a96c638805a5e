import { existsSync } from "node:fs";
import path from "node:path";

let root: string | undefined;

/** Absolute path of something in the project folder: the nearest one above this module that holds a package.json. */
export function projectPath(...segments: string[]): string {
  root ??= findRoot(import.meta.dirname);
  return path.join(root, ...segments);
}

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, "package.json"))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error("Parley's own folder was not found: there is no package.json above its code.");
  return findRoot(parent);
}
