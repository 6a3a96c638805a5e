/** The stored sessions of all accounts: where they are, how they are copied at rest, repaired and forgotten. */
import { mkdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Logger } from "@/server/logger";
import { Gate } from "./session-vault-gate";
import { findDamage } from "./session-vault-profile";
import { readRecord, removeRecord, type SessionRecord, writeRecord } from "./session-vault-record";
import { removeSealed, type Seal, syncFolder } from "./session-vault-seal";
import { takeSnapshot, unpackSnapshot } from "./session-vault-snapshot";

/** Each reads and compresses a profile; more at once would only make all of them late. */
const SNAPSHOTS_AT_ONCE = 2;
/** A browser is closed by force long before. */
const EARLIER_END_LIMIT_MS = 20_000;

export interface SessionVaultsOptions {
  /** One folder per account is kept here, under the name that the library gives it. */
  sessionsDir: string;
  /** 32 bytes. */
  secretKey: Buffer;
  logger: Logger;
}

/** One per process: the vaults of an account's connections take turns. */
export class SessionVaults {
  readonly #accounts = new Map<string, Gate>();
  readonly #snapshots = new Gate(SNAPSHOTS_AT_ONCE);

  constructor(private readonly options: SessionVaultsOptions) {}

  /** For one connection. */
  open(accountId: string): SessionVault {
    const account = this.#accounts.get(accountId) ?? new Gate(1);
    this.#accounts.set(accountId, account);
    return new SessionVault({ ...this.options, accountId, account, snapshots: this.#snapshots });
  }
}

interface VaultOptions extends SessionVaultsOptions {
  accountId: string;
  account: Gate;
  snapshots: Gate;
}

/**
 * The stored session of one account, for one connection: `prepare` before the browser starts, `close` after it ended, and
 * between them what the connection learns. Its steps run one after the other.
 */
export class SessionVault {
  readonly profileDir: string;
  readonly #recordFile: string;
  readonly #snapshotFile: string;
  readonly #damagedDir: string;
  readonly #restoringDir: string;
  readonly #seal: Seal;
  readonly #logger: Logger;
  #record: SessionRecord | undefined;
  #hasSnapshot = false;
  #wasReady = false;
  #steps: Promise<void> = Promise.resolve();
  #turn: Promise<(() => void) | undefined> | undefined;

  constructor(private readonly options: VaultOptions) {
    const { sessionsDir, accountId, secretKey, logger } = options;
    this.profileDir = path.join(sessionsDir, `session-${accountId}`);
    this.#recordFile = path.join(sessionsDir, "records", `${accountId}.json`);
    this.#snapshotFile = path.join(sessionsDir, "snapshots", accountId);
    this.#damagedDir = path.join(sessionsDir, "damaged", accountId);
    this.#restoringDir = path.join(sessionsDir, "restoring", accountId);
    this.#seal = { secretKey, accountId };
    this.#logger = logger.child({ accountId });
  }

  /**
   * Makes the profile what it should be: finishes a removal that was interrupted, and puts the snapshot in the place of a
   * profile that is damaged.
   */
  prepare(): Promise<void> {
    return this.#step(async () => {
      await this.#takeTurn();
      // Whoever reads what is in here can write as the account.
      await mkdir(this.options.sessionsDir, { recursive: true, mode: 0o700 });
      await rm(this.#restoringDir, { recursive: true, force: true });
      this.#record = await readRecord(this.#recordFile);
      if (this.#record?.state === "forgotten") await this.#removeEverything();
      this.#hasSnapshot = await exists(this.#snapshotFile);
      if (this.#record?.state === "linked") await this.#repair(this.#record);
    });
  }

  /** The session works. What was put aside for the case that it doesn't is no longer needed. */
  ready(phoneNumber: string): void {
    this.#wasReady = true;
    this.#background("noting that a session is linked", async () => {
      const before = this.#record;
      if (before?.state === "forgotten") return;
      // Another number's session must not come back under this one.
      if (before?.phoneNumber !== phoneNumber) await this.#removeSnapshot();
      if (before?.phoneNumber !== phoneNumber || before.restore !== "none")
        await this.#write({ state: "linked", phoneNumber, restore: "none" });
      await rm(this.#damagedDir, { recursive: true, force: true });
    });
  }

  /**
   * The page asks to be linked. True when it should not have to, because its files are damaged and there is a snapshot:
   * then the connection must close, and the next one begins with the snapshot. False when it is to be linked anew.
   */
  shouldRestore(): boolean {
    const record = this.#record;
    if (record?.state !== "linked" || this.#wasReady) return false;
    if (record.restore === "none" && this.#hasSnapshot) {
      this.reportDamage("the page knows of no session");
      return true;
    }
    // Nothing of it works any more.
    this.#record = undefined;
    this.#background("dropping a session that can't be restored", async () => {
      await this.#removeSnapshot();
      await removeRecord(this.#recordFile);
    });
    return false;
  }

  /** The next start takes the snapshot, unless that has been tried already. */
  reportDamage(damage: string): void {
    const record = this.#record;
    if (record?.state !== "linked" || record.restore !== "none" || !this.#hasSnapshot) return;
    this.#logger.warn({ damage }, "a stored session is damaged");
    this.#record = { ...record, restore: "wanted" };
    this.#background("noting that a session is damaged", () => writeRecord(this.#recordFile, this.#record!));
  }

  /** It is unlinked: from now on it does not come back, whatever happens before `close` has removed it. */
  forget(): void {
    this.#background("noting that a session is over", async () => {
      await this.#takeTurn();
      await this.#write({ state: "forgotten" });
    });
  }

  /**
   * To be called when the browser's processes are gone. Never rejects.
   * @param snapshotMs how long a snapshot may take; none without, as when the browser did not end in good order
   */
  async close({ snapshotMs }: { snapshotMs?: number | undefined } = {}): Promise<void> {
    this.#background("removing a session", async () => {
      if (this.#record?.state === "forgotten") await this.#removeEverything();
    });
    if (snapshotMs !== undefined) this.#background("taking a session's snapshot", () => this.#takeSnapshot(snapshotMs));
    await this.#steps;
    const leave = await this.#turn;
    this.#turn = undefined;
    leave?.();
  }

  async #repair(record: SessionRecord & { state: "linked" }): Promise<void> {
    const isMissing = !(await exists(this.profileDir));
    const damage = record.restore === "wanted" ? "the page knew of no session" : await findDamage(this.profileDir);
    if (damage === undefined || (record.restore === "tried" && !isMissing)) return;
    if (!this.#hasSnapshot) {
      this.#logger.warn({ damage }, "a stored session is damaged and there is no snapshot of it");
      return;
    }
    try {
      await unpackSnapshot(this.#snapshotFile, { seal: this.#seal, folder: this.#restoringDir });
    } catch (error) {
      this.#logger.warn({ damage, err: error }, "a session's snapshot was refused");
      await this.#write({ ...record, restore: "tried" });
      return;
    }
    // In this order a crash in between leaves either the damaged profile or none, and it is done again.
    if (!isMissing) await this.#putAside();
    await this.#write({ ...record, restore: "tried" });
    await rename(this.#restoringDir, this.profileDir);
    await syncFolder(path.dirname(this.profileDir));
    this.#logger.warn({ damage }, "a damaged session was replaced by its snapshot");
  }

  async #putAside(): Promise<void> {
    await rm(this.#damagedDir, { recursive: true, force: true });
    await mkdir(path.dirname(this.#damagedDir), { recursive: true, mode: 0o700 });
    await rename(this.profileDir, this.#damagedDir);
  }

  /** The one before stays when it fails or takes too long. */
  async #takeSnapshot(limitMs: number): Promise<void> {
    if (!this.#wasReady || this.#record?.state !== "linked") return;
    this.#wasReady = false;
    const startedAt = performance.now();
    const elapsedMs = () => performance.now() - startedAt;
    const leave = await this.options.snapshots.enter(limitMs);
    if (!leave) throw new Error("the snapshots of other sessions took too long");
    try {
      const signal = AbortSignal.timeout(Math.max(1, Math.ceil(limitMs - elapsedMs())));
      const sizeBytes = await takeSnapshot(this.profileDir, { file: this.#snapshotFile, seal: this.#seal, signal });
      this.#logger.info({ ms: Math.round(elapsedMs()), sizeBytes }, "a session's snapshot was taken");
    } finally {
      leave();
    }
  }

  /** Last what says that it must go. The browser's last writes may still come in for a moment. */
  async #removeEverything(): Promise<void> {
    await this.#removeSnapshot();
    for (const folder of [this.#damagedDir, this.#restoringDir, this.profileDir])
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    await removeRecord(this.#recordFile);
    this.#record = undefined;
  }

  async #removeSnapshot(): Promise<void> {
    this.#hasSnapshot = false;
    await removeSealed(this.#snapshotFile);
  }

  async #write(record: SessionRecord): Promise<void> {
    this.#record = record;
    await writeRecord(this.#recordFile, record);
  }

  /** What an earlier connection of the account still does to these files ends first. */
  async #takeTurn(): Promise<void> {
    this.#turn ??= this.options.account.enter(EARLIER_END_LIMIT_MS);
    if (!(await this.#turn)) this.#logger.error("an earlier connection has not let go of its session's files");
  }

  #step(work: () => Promise<void>): Promise<void> {
    const step = this.#steps.then(work);
    this.#steps = step.catch(() => {});
    return step;
  }

  #background(what: string, work: () => Promise<void>): void {
    this.#step(work).catch((error: unknown) => this.#logger.warn({ err: error }, `${what} failed`));
  }
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
