import { REASON_WORDS } from "@/domain/messaging/connection-reasons";
import { isRestart, uptimeShare } from "@/domain/messaging/uptime";
import type { Database } from "@/server/db/client";
import { type HistoryEntry, listHistory, listHistorySince } from "./history-queries";
import { findConnection } from "./queries";

const DAY_MS = 24 * 60 * 60_000;
const SHOWN_CHANGES = 100;
const SHOWN_RESTARTS = 20;

/** How a connection has been doing, for the panel that shows it. Shares are 0..1, or null when it was never wanted up. */
export async function describeHealth(db: Database, { accountId, now }: { accountId: string; now: Date }) {
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const weekAgo = new Date(now.getTime() - 7 * DAY_MS);
  const row = await findConnection(db, accountId);
  const history = await listHistory(db, { accountId, limit: SHOWN_CHANGES });
  const ofWeek = await listHistorySince(db, { accountId, since: weekAgo });
  const restarts = ofWeek.filter((entry) => entry.at >= weekAgo && isRestart(entry)).reverse();
  return {
    history: history.map((entry) => ({ at: entry.at, state: entry.state, reason: wordsOf(entry) })),
    uptime: {
      day: uptimeShare(ofWeek, { from: dayAgo, until: now }),
      week: uptimeShare(ofWeek, { from: weekAgo, until: now }),
    },
    lastInboundAt: row?.lastInboundAt ?? null,
    lastOutboundAt: row?.lastOutboundAt ?? null,
    restarts: restarts.slice(0, SHOWN_RESTARTS).map((entry) => ({ at: entry.at, reason: wordsOf(entry) ?? "" })),
    restartCount: { day: restarts.filter(({ at }) => at >= dayAgo).length, week: restarts.length },
    memoryBytes: row?.memoryBytes ?? null,
    memoryMeasuredAt: row?.memoryMeasuredAt ?? null,
  };
}

const wordsOf = ({ reason }: HistoryEntry): string | null => reason && REASON_WORDS[reason];
