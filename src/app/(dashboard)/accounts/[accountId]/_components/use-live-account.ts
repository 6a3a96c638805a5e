"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import { api } from "@/trpc/react";
import { createBurstGate } from "./burst-gate";
import { useRefreshConversations } from "./conversation-lists";

interface Change {
  topic: string;
  id: string;
}

/** A stream that is down for less than this is nobody's business. */
const INTERRUPTION_MS = 3_000;
/** Progress and ticks come many at a time; one question answers them all. */
const BURST_MS = 200;
/** What sums up many messages or a whole week costs more to ask for, and nobody needs it by the second. */
const SUMMARY_MS = 3_000;
/** What a summary is made of. */
const SUMMED_UP: ReadonlySet<string> = new Set(["connection", "conversation", "document", "team", "automation"]);
/** The stream reconnects by itself after most faults; after the others it is started anew. */
const RESTART_MS = 5_000;

/**
 * Listens to what changes in the account and asks again for what a page shows of it. Mounted once per page. After every
 * (re)connection everything is asked again: what happened in between sent its events to nobody.
 */
export function useLiveAccount(accountId: string): { isInterrupted: boolean } {
  const refresh = useRefresh(accountId);
  const addChange = useRef<(change: Change) => void>(null);
  useEffect(() => {
    const changes = createBurstGate<Change>({
      keyOf: ({ topic, id }) => `${topic}/${id}`,
      run: refresh.change,
      quietMs: BURST_MS,
    });
    const summaries = createBurstGate<Change>({
      keyOf: () => "summaries",
      run: refresh.summaries,
      quietMs: SUMMARY_MS,
    });
    addChange.current = (change) => {
      changes.add(change);
      if (SUMMED_UP.has(change.topic)) summaries.add(change);
    };
    return () => {
      addChange.current = null;
      changes.dispose();
      summaries.dispose();
    };
  }, [refresh]);

  const { status, reset } = api.account.changes.useSubscription(
    { accountId },
    {
      // Also the first time: what happened after the server drew the page and before this was told to nobody.
      onStarted: () => refresh.everything(),
      onData: (event) => addChange.current?.(event.data),
    },
  );
  useEffect(() => {
    if (status !== "error") return;
    // It has given up; it starts again here, and asking for the account finds out whether the session is over.
    refresh.change({ topic: "account", id: accountId });
    const timer = setTimeout(reset, RESTART_MS);
    return () => clearTimeout(timer);
  }, [accountId, refresh, reset, status]);
  return { isInterrupted: useHasLasted(status === "connecting" || status === "error", INTERRUPTION_MS) };
}

/** What to ask again for, by topic. */
function useRefresh(accountId: string) {
  const utils = api.useUtils();
  const refreshConversations = useRefreshConversations(accountId);
  return useMemo(() => {
    const byTopic: Record<string, (id: string) => Promise<unknown>[]> = {
      connection: () => [
        utils.connection.get.invalidate({ accountId }),
        utils.connection.screenshot.invalidate({ accountId }),
        utils.account.list.invalidate(),
      ],
      document: () => [
        utils.knowledge.list.invalidate({ accountId }),
        utils.knowledge.web.list.invalidate({ accountId }),
        utils.knowledge.findings.invalidate({ accountId }),
        utils.knowledge.gaps.list.invalidate({ accountId }),
        utils.account.list.invalidate(),
      ],
      preparation: () => [utils.knowledge.preparation.invalidate({ accountId })],
      evaluation: (id) =>
        // A run tells of every question; the questions themselves don't change by that.
        id.startsWith("run_")
          ? [utils.evaluation.runs.invalidate({ accountId }), utils.evaluation.run.invalidate({ accountId, runId: id })]
          : [utils.evaluation.list.invalidate({ accountId })],
      automation: () => [
        utils.automation.list.invalidate({ accountId }),
        utils.automation.forms.invalidate({ accountId }),
        utils.automation.files.invalidate({ accountId }),
        utils.automation.hours.invalidate({ accountId }),
      ],
      inbox_view: () => [utils.inboxView.list.invalidate({ accountId })],
      saved_reply: () => [utils.savedReply.list.invalidate({ accountId })],
      conversation: (conversationId) => [
        refreshConversations(conversationId),
        utils.conversation.get.invalidate({ accountId, conversationId }),
        utils.conversation.messages.invalidate({ accountId, conversationId }),
        utils.conversation.handover.invalidate({ accountId, conversationId }),
        utils.automation.customer.invalidate({ accountId, conversationId }),
        utils.contact.past.invalidate({ accountId, conversationId }),
        utils.shadow.draft.invalidate({ accountId, conversationId }),
        utils.note.list.invalidate({ accountId, conversationId }),
        utils.account.list.invalidate(),
      ],
      // Of any customer: it was renamed, or deleted.
      tag: () => [
        utils.automation.tags.invalidate({ accountId }),
        utils.analytics.tags.invalidate({ accountId }),
        utils.automation.customer.invalidate({ accountId }),
        utils.conversation.list.invalidate({ accountId }),
      ],
      presence: (conversationId) => [utils.presence.list.invalidate({ accountId, conversationId })],
      team: () => [
        utils.team.members.invalidate({ accountId }),
        utils.team.invitations.invalidate({ accountId }),
        utils.audit.list.invalidate({ accountId }),
        // Who left looks after nothing any more.
        utils.conversation.list.invalidate({ accountId }),
        utils.conversation.get.invalidate({ accountId }),
        // One's own role may be what changed.
        utils.account.get.invalidate({ accountId }),
        utils.account.list.invalidate(),
      ],
      account: () => [
        utils.account.get.invalidate({ accountId }),
        utils.account.list.invalidate(),
        utils.config.read.invalidate({ accountId }),
        utils.modelProvider.read.invalidate({ accountId }),
      ],
    };
    return {
      change: ({ topic, id }: Change) => void Promise.all(byTopic[topic]?.(id) ?? []),
      summaries: () =>
        void Promise.all([
          utils.connection.health.invalidate({ accountId }),
          utils.connection.safety.invalidate({ accountId }),
          utils.connection.settings.invalidate({ accountId }),
          utils.conversation.missed.invalidate({ accountId }),
          utils.shadow.agreement.invalidate({ accountId }),
          utils.home.invalidate(),
        ]),
      everything: () => void utils.invalidate(),
    };
  }, [accountId, refreshConversations, utils]);
}

/** True once `isOn` has been true for that long without a break. */
function useHasLasted(isOn: boolean, ms: number): boolean {
  const [hasLasted, setHasLasted] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(() => setHasLasted(true), ms);
    return () => {
      clearTimeout(timer);
      setHasLasted(false);
    };
  }, [isOn, ms]);
  return hasLasted;
}
