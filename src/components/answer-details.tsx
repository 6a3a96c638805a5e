"use client";
import { useLocale, useTranslations } from "next-intl";
import { ConfidenceMark } from "@/components/confidence-mark";
import type { Thresholds } from "@/components/how-found";
import { PassageList } from "@/components/passage-list";
import { SettingsLine } from "@/components/settings-line";
import { ScoreBar } from "@/components/ui/score-bar";
import { Section } from "@/components/ui/section";
import type { ConfidenceBand, ToolUse, TurnTrace } from "@/domain/agent/turn";
import type { AnsweredWith } from "@/domain/configuration/answered-with";
import type { Passage } from "@/domain/knowledge/passage";
import {
  formatScore,
  stepNoteWords,
  stepWords,
  toolInputWords,
  toolOutcomeWords,
  toolWords,
  unsearchedWords,
  wasAgentAsked,
} from "@/domain/words/answer";
import { bandSentence } from "@/domain/words/band";
import { formatMilliseconds } from "@/domain/words/unit";
import { Told, useTell } from "@/i18n/told";

interface AnswerDetailsProps {
  accountId: string;
  band: ConfidenceBand | null;
  score: number | null;
  /** In words: why a person was called or nothing was answered. */
  reason: string | null;
  trace: TurnTrace;
  /** From which answerability the bot answers; without it the bands of single passages are not named. */
  thresholds?: Thresholds | undefined;
  /** What can be done with a passage, beside looking at it. */
  passageAction?: ((passage: Passage) => React.ReactNode) | undefined;
  /** Below the passages. */
  afterPassages?: React.ReactNode;
  /** The settings it was answered with; absent or null: nobody knows. */
  answeredWith?: AnsweredWith | null | undefined;
  /** May look at the versions of the settings. */
  canReadSettings: boolean;
}

/** Why this answer: what was understood, what it stands on, what was left out, and how long each step took. */
export function AnswerDetails(props: AnswerDetailsProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { accountId, band, score, reason, trace } = props;
  const used = new Set(
    trace.sentences.flatMap((sentence) => sentence.citations).flatMap((index) => trace.passages[index]?.chunkId ?? []),
  );
  const unsearched = unsearchedWords(t, trace);
  return (
    <div className="flex flex-col gap-6">
      {(band || reason) && (
        <section className="flex flex-col gap-2">
          <div className="flex flex-wrap items-center justify-between gap-2">
            {band && <ConfidenceMark band={band} className="text-sm!" />}
            {score !== null && (
              <ScoreBar value={score} text={formatScore(score, locale)} label={t("answer.details.score")} />
            )}
          </div>
          {(reason || (band && !unsearched)) && (
            <p className="text-ink-soft">
              {reason ? <Told>{reason}</Told> : band && bandSentence(t, band, standsOnTool(trace))}
            </p>
          )}
        </section>
      )}
      {trace.understoodQuestion && (
        <Section title={t("answer.details.understood")}>
          <p className="break-words">{trace.understoodQuestion}</p>
        </Section>
      )}
      <Section title={t("answer.details.passages")}>
        {trace.passages.length === 0 ? (
          <p className="text-ink-soft">{unsearched ?? t("answer.details.nothingClose")}</p>
        ) : (
          <PassageList
            accountId={accountId}
            passages={trace.passages}
            usedChunkIds={used}
            thresholds={props.thresholds}
            action={props.passageAction}
          />
        )}
        {props.afterPassages}
      </Section>
      {trace.tools && <ToolUses uses={trace.tools} />}
      {trace.dropped.length > 0 && (
        <Section title={t("answer.details.leftOut")}>
          <ul className="flex flex-col gap-2">
            {trace.dropped.map((sentence) => (
              <li key={sentence.text} className="border-attention-line border-s-2 ps-3">
                <p className="break-words text-ink-soft line-through decoration-ink-faint/60">{sentence.text}</p>
                <p className="text-ink-faint text-sm">
                  <Told>{sentence.why}</Told>
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Steps trace={trace} />
      {props.answeredWith && wasAgentAsked(trace) && (
        <Section title={t("answer.details.settings")}>
          <SettingsLine accountId={accountId} answeredWith={props.answeredWith} canRead={props.canReadSettings} />
        </Section>
      )}
    </div>
  );
}

/** What comes first in the reply is what it stands on. */
const standsOnTool = ({ sentences, passages }: TurnTrace): boolean =>
  passages[sentences[0]?.citations[0] ?? -1]?.isFromTool === true;

function ToolUses({ uses }: { uses: readonly ToolUse[] }) {
  const t = useTranslations();
  const locale = useLocale();
  return (
    <Section title={t("answer.details.tools")}>
      <ul className="flex flex-col gap-2">
        {uses.map(({ name, label, input, outcome, note, ms }) => (
          <li key={`${name} ${JSON.stringify(input)}`} className="flex flex-col gap-0.5 text-sm">
            <div className="flex items-baseline gap-2">
              <span className="min-w-0 flex-1 break-words font-medium">{toolWords(t, { name, label })}</span>
              <span className="text-ink-faint text-xs">{toolOutcomeWords(t, outcome)}</span>
              <span className="w-12 text-end text-ink-soft text-xs tabular-nums">{formatMilliseconds(ms, locale)}</span>
            </div>
            {toolInputWords(input) && <p className="break-words text-ink-soft text-xs">{toolInputWords(input)}</p>}
            <p dir="auto" className="line-clamp-4 whitespace-pre-line break-words text-ink-faint text-xs">
              {/* What it found is said in its own words, as documents are. */}
              {outcome === "found" ? note : note && <Told>{note}</Told>}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Steps({ trace }: { trace: TurnTrace }) {
  const t = useTranslations();
  const tell = useTell();
  const locale = useLocale();
  const totalMs = trace.steps.reduce((sum, step) => sum + step.ms, 0);
  const slowestMs = Math.max(1, ...trace.steps.map((step) => step.ms));
  return (
    <Section title={t("answer.details.steps", { time: formatMilliseconds(totalMs, locale) })}>
      <ol className="flex flex-col">
        {trace.steps.map((step) => (
          <li key={step.name} className="flex flex-col gap-0.5 py-1">
            <div className="flex items-center gap-3 text-sm">
              <span className="min-w-0 flex-1 truncate first-letter:uppercase">{stepWords(t, step.name)}</span>
              <span aria-hidden="true" className="h-1 w-14 overflow-hidden rounded-full bg-pressed">
                <span
                  className="block h-full rounded-full bg-outline"
                  style={{ width: `${(step.ms / slowestMs) * 100}%` }}
                />
              </span>
              <span className="w-12 text-end text-ink-soft tabular-nums">{formatMilliseconds(step.ms, locale)}</span>
            </div>
            {step.note && (
              <p className="whitespace-pre-line break-words text-ink-faint text-xs">{stepNoteWords(t, tell, step)}</p>
            )}
          </li>
        ))}
      </ol>
      {/* Of a turn that needed none. */}
      {trace.model !== "none" && (
        <p className="border-t pt-2 text-ink-faint text-xs">
          {t("answer.details.madeWith", {
            model: trace.model,
            hasPrompt: trace.promptVersion ? "yes" : "no",
            prompt: trace.promptVersion ?? "",
            hasTokens: trace.usage ? "yes" : "no",
            tokens: trace.usage ? trace.usage.inputTokens + trace.usage.outputTokens : 0,
          })}
        </p>
      )}
    </Section>
  );
}
