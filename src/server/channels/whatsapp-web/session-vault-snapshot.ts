/** A session's snapshot: the parts of a closed profile that make the session, in one sealed file. */
import { mkdir, rm, stat } from "node:fs/promises";
import { pack, unpack } from "./session-vault-pack";
import { findDamage, isSessionPart, listSessionFiles } from "./session-vault-profile";
import { readSealed, type Seal, writeSealed } from "./session-vault-seal";

/**
 * The browser must have ended: a profile that is written to is no moment's state.
 * @returns the size of the file
 * @throws when the profile is damaged or can't be read, or the signal says so; then the snapshot before stays
 */
export async function takeSnapshot(
  profileDir: string,
  { file, seal, signal }: { file: string; seal: Seal; signal: AbortSignal },
): Promise<number> {
  const damage = await findDamage(profileDir);
  if (damage) throw new Error(`there is nothing to keep: ${damage}`);
  const files = await listSessionFiles(profileDir);
  await writeSealed(file, pack(profileDir, files), { seal, signal });
  return (await stat(file)).size;
}

/**
 * Unpacks it into a folder that is made for it.
 * @throws when it is not whole, not ours or no session, and nothing of it is left then
 */
export async function unpackSnapshot(file: string, { seal, folder }: { seal: Seal; folder: string }): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await readSealed(file, seal, (content) => unpack(content, { folder, isAllowed: isSessionPart }));
    const damage = await findDamage(folder);
    if (damage) throw new Error(`what is in it is no session: ${damage}`);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
