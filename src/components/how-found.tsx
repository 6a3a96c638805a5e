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
  const { signals, legs, places, score } = passage;
  const answerability = answerabilityOf(signals);
  return (
    <dl
      aria-label="How it was found"
      className="ms-4 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-y py-2 text-ink-soft text-xs tabular-nums"
    >
      {legs && (
        <>
          <Line label="Search by meaning" value={placeWords(legs.meaning)} />
          <Line label="Search by words" value={placeWords(legs.words)} />
        </>
      )}
      <Line label="Same words" value={formatScore(signals.bm25)} />
      <Line label="Same spelling" value={formatScore(signals.trigram)} />
      <Line label="Meaning of the passage" value={formatScore(signals.passageCosine)} />
      <Line label="Meaning of its best sentence" value={formatScore(signals.sentenceCosine)} />
      <Line label="Share of the question it has" value={formatScore(signals.coverage)} />
      {signals.context !== undefined && (
        <Line label="Share that the rest of its document adds" value={formatScore(signals.context)} />
      )}
      <Line label="All together" value={<strong className="font-semibold text-ink">{formatScore(score)}</strong>} />
      {places && (
        <>
          <Line label="Order by score" value={`place ${places.byScore}`} />
          <Line label="Order by the model" value={places.byModel ? `place ${places.byModel}` : "not named"} />
        </>
      )}
      <Line
        label="Chance that it answers"
        value={
          <span className="inline-flex items-center gap-2">
            {thresholds && <ConfidenceMark band={bandOf(answerability, thresholds)} />}
            {formatScore(answerability)}
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

const placeWords = (place: LegPlace | null): string =>
  place ? `place ${place.rank}, score ${formatScore(place.score)}` : "not among the first";
