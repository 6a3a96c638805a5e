import { type ConnectionStatus, INITIAL_STATUS } from "@/domain/messaging/connection-machine";
import type { Database } from "@/server/db/client";
import type { Lease } from "@/server/db/lease";
import { type HistoryEntry, listHistory } from "./history-queries";
import { type ConnectionNews, type ConnectionRow, writeConnection } from "./queries";

/** A database that is away for long must not fill the memory; the newest changes say most. */
const MAX_UNWRITTEN = 200;

/** Writes what becomes of one connection under its lease: the present state, and every change that led there. */
export class StateLog {
  #unwritten: HistoryEntry[] = [];

  constructor(
    private readonly db: Database,
    private readonly of: { accountId: string; lease: Lease },
  ) {}

  /** A change of state, to be written together with the state itself. */
  note(at: Date, { state, reason, failures }: ConnectionStatus, detail: string | null): void {
    this.#unwritten = [...this.#unwritten, { at, state, reason, detail, failures }].slice(-MAX_UNWRITTEN);
  }

  /** Not written when the lease is lost. Rejects when the database is away; what was noted is kept for the next write. */
  async write(news: ConnectionNews): Promise<void> {
    const history = this.#unwritten;
    this.#unwritten = [];
    try {
      await writeConnection(this.db, this.of, { ...news, history });
    } catch (error) {
      this.#unwritten = [...history, ...this.#unwritten].slice(-MAX_UNWRITTEN);
      throw error;
    }
  }

  /** The process that ran it before ended without a word: else it would count as up until now. */
  async writeSilentEnd(row: ConnectionRow): Promise<void> {
    const [newest] = await listHistory(this.db, { accountId: this.of.accountId, limit: 1 });
    const signsOfLife = [newest?.at, row.lastReadyAt, row.memoryMeasuredAt, row.lastInboundAt, row.lastOutboundAt];
    const lastMs = Math.max(...signsOfLife.map((at) => at?.getTime() ?? 0));
    if (lastMs === 0) return;
    const { state, failures } = INITIAL_STATUS;
    const history = [{ at: new Date(lastMs), state, failures, reason: "parley_ended" as const, detail: null }];
    await writeConnection(this.db, this.of, { history });
  }
}
