import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pack, unpack } from "./session-vault-pack";

let base: string;
beforeEach(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), "parley-pack-"));
});
afterEach(() => rm(base, { recursive: true, force: true }));

const isAllowed = () => true;

async function packed(folder: string, files: string[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of pack(folder, files)) parts.push(part);
  return Buffer.concat(parts);
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function aHeader(file: string, size: number): Buffer {
  const header = Buffer.from(JSON.stringify({ path: file, size }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, header]);
}
const END = Buffer.alloc(4);

test("whatever files are packed come out as they were, in pieces of any size", async () => {
  const name = fc.stringMatching(/^[A-Za-z0-9_ .-]{1,12}$/).filter((text) => !/^\.+$/.test(text));
  const files = fc.uniqueArray(fc.record({ folder: name, name, content: fc.uint8Array({ maxLength: 3000 }) }), {
    selector: (file) => `${file.folder}/${file.name}`.toLowerCase(),
    maxLength: 6,
  });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(files, fc.integer({ min: 1, max: 500 }), async (some, pieceSize) => {
      run += 1;
      const [from, to] = [path.join(base, `from-${run}`), path.join(base, `to-${run}`)];
      for (const file of some) {
        await mkdir(path.join(from, file.folder), { recursive: true });
        await writeFile(path.join(from, file.folder, file.name), file.content);
      }
      const paths = some.map((file) => `${file.folder}/${file.name}`);
      await unpack(inPieces(await packed(from, paths), pieceSize), { folder: to, isAllowed });
      for (const file of some)
        expect(await readFile(path.join(to, file.folder, file.name))).toEqual(Buffer.from(file.content));
    }),
    { numRuns: 30 },
  );
});

test.each([
  "../outside",
  "inside/../../outside",
  "/absolute",
  "./here",
  "double//slash",
  "trailing/",
  "back\\slash",
  "C:drive",
  "",
])("the path %j is refused, and nothing is written", async (file) => {
  const folder = path.join(base, "target");
  const bytes = Buffer.concat([aHeader(file, 1), Buffer.from("x"), END]);
  await expect(unpack(inPieces(bytes, 64), { folder, isAllowed })).rejects.toThrow();
  await expect(readFile(path.join(base, "outside"))).rejects.toThrow();
});

test("a file that is not asked for is refused", async () => {
  const bytes = Buffer.concat([aHeader("Default/Login Data", 1), Buffer.from("x"), END]);
  await expect(unpack(inPieces(bytes, 64), { folder: base, isAllowed: () => false })).rejects.toThrow(/belong/);
});

test("a name that comes twice does not replace what was written", async () => {
  const twice = Buffer.concat([aHeader("a", 1), Buffer.from("1"), aHeader("a", 1), Buffer.from("2"), END]);
  await expect(unpack(inPieces(twice, 64), { folder: path.join(base, "twice"), isAllowed })).rejects.toThrow(/EEXIST/);
});

test("links are not packed: what they lead to is not part of the session", async () => {
  await writeFile(path.join(base, "secret"), "key");
  await symlink(path.join(base, "secret"), path.join(base, "link"));
  await expect(packed(base, ["link"])).rejects.toThrow();
});

test("a stream that is cut off anywhere, or goes on after its end, is refused", async () => {
  await writeFile(path.join(base, "file"), "some content");
  const whole = await packed(base, ["file"]);
  for (let length = 0; length < whole.length; length++) {
    const folder = path.join(base, `cut-${length}`);
    await expect(unpack(inPieces(whole.subarray(0, length), 7), { folder, isAllowed })).rejects.toThrow();
  }
  const longer = Buffer.concat([whole, Buffer.from("x")]);
  await expect(unpack(inPieces(longer, 7), { folder: path.join(base, "longer"), isAllowed })).rejects.toThrow(/more/);
});
