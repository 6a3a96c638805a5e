import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { root } from "./run-step";

const FOLDER = path.join(root, "scripts", "sample-business");

/** The documents of the sample business, as a person would upload them. */
export async function sampleDocuments(): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }[]> {
  // The HTML is what the PDF was printed from.
  const names = (await readdir(FOLDER)).filter((name) => /\.(md|pdf)$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => ({ name, bytes: new Uint8Array(await readFile(path.join(FOLDER, name))) })),
  );
}
