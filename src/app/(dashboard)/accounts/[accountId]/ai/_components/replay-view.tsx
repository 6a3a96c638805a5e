"use client";
import { Play, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { Select } from "@/components/ui/select";
import { passageSource } from "@/domain/words/answer";
import { DIFFERENCE_ORDER, DIFFERENCE_WORDS } from "@/domain/words/answer-settings";
import { Told } from "@/i18n/told";
import type { ReplayedTurn } from "@/server/configuration/replay";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

const LIMITS = ["10", "30", "100"] as const;
const TONES = {
  newly_handed_over: "attention",
  newly_answered: "success",
  other_passages: "info",
  reworded: "neutral",
  same: "neutral",
} as const;

interface Trial {
  limit: number;
  total: number | null;
  turns: ReplayedTurn[];
  state: "running" | "done" | "stopped";
}

/** The newest questions of customers, answered with the draft and without, as they come. */
export function ReplayView({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [limit, setLimit] = useState<(typeof LIMITS)[number]>("30");
  const [trial, setTrial] = useState<Trial | null>(null);
  const isRunning = trial?.state === "running";
  const { error } = api.config.replay.useSubscription(
    { accountId, limit: Number(limit) },
    {
      enabled: isRunning,
      onData: ({ data: { total, turn } }) =>
        setTrial((current) => {
          if (current?.state !== "running") return current;
          const turns =
            turn && !current.turns.some(({ turnId }) => turnId === turn.turnId)
              ? [...current.turns, turn]
              : current.turns;
          return { ...current, total, turns, state: turns.length >= total ? "done" : "running" };
        }),
      onComplete: () => setTrial((current) => current && { ...current, state: "done" }),
      onError: () => setTrial((current) => current && { ...current, state: "stopped" }),
    },
  );
  const start = () => setTrial({ limit: Number(limit), total: null, turns: [], state: "running" });
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-3">
        <span className="flex items-center gap-2 text-ink-soft">
          {t.rich("ai.replay.lastQuestions", {
            choice: () => (
              <Select
                aria-label={t("ai.replay.howMany")}
                value={limit}
                disabled={isRunning}
                options={LIMITS.map((value) => ({ value, label: value }))}
                onChange={setLimit}
                className="w-24"
              />
            ),
          })}
        </span>
        {isRunning ? (
          <Button onClick={() => setTrial({ ...trial, state: "stopped" })}>
            <Square />
            {t("ai.replay.stop")}
          </Button>
        ) : (
          <Button onClick={start}>
            <Play />
            {t("ai.replay.start")}
          </Button>
        )}
      </div>
      {error && (
        <p role="alert" className="text-danger text-sm">
          {errorWords(error, t)}
        </p>
      )}
      {trial && <Outcome trial={trial} />}
    </div>
  );
}

function Outcome({ trial: { total, turns, state } }: { trial: Trial }) {
  const t = useTranslations();
  if (total === 0) return <p className="text-ink-soft">{t("ai.replay.nothingAsked")}</p>;
  const changed = turns.filter(({ difference }) => difference !== "same");
  const sorted = DIFFERENCE_ORDER.flatMap((kind) => changed.filter(({ difference }) => difference === kind));
  const progress = t("ai.replay.progress", { asked: turns.length, total: total ?? "…", changed: changed.length });
  return (
    <div className="flex flex-col gap-3">
      <div role="status" className="flex max-w-96 flex-col gap-1.5">
        <p className="text-ink-soft text-sm tabular-nums">
          {t(state === "stopped" ? "ai.replay.progressStopped" : "ai.replay.progressRunning", { progress })}
        </p>
        {state === "running" && <Progress share={total ? turns.length / total : null} label={progress} />}
      </div>
      {state === "done" && changed.length === 0 && <p className="text-ink-soft">{t("ai.replay.same")}</p>}
      {sorted.length > 0 && (
        <ul aria-label={t("ai.replay.differently")} className="flex flex-col divide-y divide-line border-y">
          {sorted.map((turn) => (
            <ReplayedRow key={turn.turnId} turn={turn} />
          ))}
        </ul>
      )}
    </div>
  );
}

function ReplayedRow({ turn }: { turn: ReplayedTurn }) {
  const t = useTranslations();
  return (
    <li className="flex flex-col gap-2.5 py-3.5">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Badge tone={TONES[turn.difference]}>{t(DIFFERENCE_WORDS[turn.difference])}</Badge>
        <span dir="auto" className="text-ink-faint text-sm">
          {turn.contactLabel}
        </span>
      </div>
      <p dir="auto" className="line-clamp-4 whitespace-pre-line break-words font-medium">
        {turn.question}
      </p>
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        <Answer title={t("ai.replay.asPublished")} answer={turn.before} />
        <Answer title={t("ai.replay.withDraft")} answer={turn.after} />
      </div>
    </li>
  );
}

function Answer({ title, answer }: { title: string; answer: ReplayedTurn["before"] }) {
  const t = useTranslations();
  const [source] = answer.sources;
  return (
    <div className="flex min-w-0 flex-col gap-1 border-outline border-s-2 ps-3 text-sm">
      <p className="text-ink-faint text-xs">{title}</p>
      <p dir="auto" className="line-clamp-6 whitespace-pre-line break-words text-ink-soft">
        {answer.reply}
      </p>
      {source && <p className="break-words text-ink-faint text-xs">{passageSource(t, source)}</p>}
      {answer.handoffReason && (
        <p className="break-words text-ink-faint text-xs">
          <Told>{answer.handoffReason}</Told>
        </p>
      )}
    </div>
  );
}
