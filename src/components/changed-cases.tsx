"use client";
import { TrendingDown, TrendingUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Badge } from "@/components/ui/badge";
import { passageSource } from "@/domain/words/answer";
import { decisionWords, expectedWords, gainedWords, lostWords } from "@/domain/words/evaluation";
import type { MessageKey } from "@/domain/words/translate";
import type { RouterOutputs } from "@/trpc/react";

type Comparison = NonNullable<RouterOutputs["evaluation"]["run"]["comparison"]>;
type Change = Comparison["regressions"][number];
type Outcome = Change["before"];

const KINDS = {
  worse: {
    title: "common.changedCases.worse",
    tone: "danger",
    icon: TrendingDown,
    colour: "text-danger",
    words: lostWords,
  },
  better: {
    title: "common.changedCases.better",
    tone: "success",
    icon: TrendingUp,
    colour: "text-success",
    words: gainedWords,
  },
} as const satisfies Record<string, { title: MessageKey } & Record<string, unknown>>;

/** The questions that came out worse or better than in the run before, each with both replies. Nothing without any. */
export function ChangedCases({ kind, changes }: { kind: keyof typeof KINDS; changes: readonly Change[] }) {
  const t = useTranslations();
  const id = useId();
  const { tone, icon: Icon, colour, words } = KINDS[kind];
  const title = t(KINDS[kind].title);
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <h3 id={id} className="font-semibold">
          {title}
        </h3>
        <Badge tone={tone}>{changes.length}</Badge>
      </div>
      <ul aria-label={title} className="flex flex-col divide-y divide-line border-y">
        {changes.map((change) => (
          <li key={change.caseId} className="flex flex-col gap-2.5 py-3.5">
            <div className="flex items-start gap-3">
              <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${colour}`} />
              <div className="flex min-w-0 flex-1 flex-col gap-0.5">
                <p dir="auto" className="break-words font-medium">
                  {change.question}
                </p>
                <p className={colour}>{words(t, change)}</p>
                <p className="line-clamp-3 break-words text-ink-faint text-sm">
                  {t("common.changedCases.expected", { what: expectedWords(t, change.expected) })}
                </p>
              </div>
            </div>
            <div className="ms-7 grid gap-x-6 gap-y-3 sm:grid-cols-2">
              <OutcomeView time="before" outcome={change.before} />
              <OutcomeView time="now" outcome={change.after} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OutcomeView({ time, outcome }: { time: "before" | "now"; outcome: Outcome }) {
  const t = useTranslations();
  const [source] = outcome.sources;
  return (
    <div className="flex min-w-0 flex-col gap-1 border-outline border-s-2 ps-3 text-sm">
      <p className="text-ink-faint text-xs">
        {t(`common.changedCases.${time}`, { decision: decisionWords(t, outcome.decision).toLowerCase() })}
      </p>
      {outcome.reply && (
        <p dir="auto" className="line-clamp-5 whitespace-pre-line break-words text-ink-soft">
          {outcome.reply}
        </p>
      )}
      {source && (
        <p className="break-words text-ink-faint text-xs">
          {t("common.changedCases.firstPassage", { source: passageSource(t, source) })}
        </p>
      )}
    </div>
  );
}
