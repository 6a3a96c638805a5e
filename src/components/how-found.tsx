import { useLocale, useTranslations } from "next-intl";
import { ConfidenceMark } from "@/components/confidence-mark";
import { answerabilityOf, bandOf } from "@/domain/agent/answerability";
import type { AnswerSettings } from "@/domain/agent/settings";
import type { LegPlace, Passage } from "@/domain/knowledge/passage";
import { formatScore } from "@/domain/words/answer";

export type Thresholds = Pick<AnswerSettings, "sureThreshold" | "hedgeThreshold">;

interface HowFoundProps {
  passage: Passage;
  thresholds?: Thresholds | undefined;
}

/** Which ways of searching brought a passage and at which place, and what its score is made of. */
export function HowFound({ passage, thresholds }: HowFoundProps) {
  const t = useTranslations();
  const locale = useLocale();
  const scoreWords = (value: number) => formatScore(value, locale);
  const placeWords = (place: LegPlace | null) =>
    place
      ? t("answer.howFound.placeAndScore", { place: place.rank, score: scoreWords(place.score) })
      : t("answer.howFound.notAmongFirst");
  const { signals, legs, places, score } = passage;
  const answerability = answerabilityOf(signals);
  return (
    <dl
      aria-label={t("answer.passages.howFound")}
      className="ms-4 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-y py-2 text-ink-soft text-xs tabular-nums"
    >
      {legs && (
        <>
          <Line label={t("answer.howFound.byMeaning")} value={placeWords(legs.meaning)} />
          <Line label={t("answer.howFound.byWords")} value={placeWords(legs.words)} />
        </>
      )}
      <Line label={t("answer.howFound.sameWords")} value={scoreWords(signals.bm25)} />
      <Line label={t("answer.howFound.sameSpelling")} value={scoreWords(signals.trigram)} />
      <Line label={t("answer.howFound.passageMeaning")} value={scoreWords(signals.passageCosine)} />
      <Line label={t("answer.howFound.sentenceMeaning")} value={scoreWords(signals.sentenceCosine)} />
      <Line label={t("answer.howFound.coverage")} value={scoreWords(signals.coverage)} />
      {signals.context !== undefined && (
        <Line label={t("answer.howFound.context")} value={scoreWords(signals.context)} />
      )}
      <Line
        label={t("answer.howFound.together")}
        value={<strong className="font-semibold text-ink">{scoreWords(score)}</strong>}
      />
      {places && (
        <>
          <Line label={t("answer.howFound.byScore")} value={t("answer.howFound.place", { place: places.byScore })} />
          <Line
            label={t("answer.howFound.byModel")}
            value={
              places.byModel ? t("answer.howFound.place", { place: places.byModel }) : t("answer.howFound.notNamed")
            }
          />
        </>
      )}
      <Line
        label={t("answer.howFound.chance")}
        value={
          <span className="inline-flex items-center gap-2">
            {thresholds && <ConfidenceMark band={bandOf(answerability, thresholds)} />}
            {scoreWords(answerability)}
          </span>
        }
      />
    </dl>
  );
}

function Line({ label, value }: { label: string; value: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="text-end">{value}</dd>
    </>
  );
}
