"use client";
import { AnswerDetails } from "@/components/answer-details";
import { ChangedCases } from "@/components/changed-cases";
import { ConfidenceMark } from "@/components/confidence-mark";
import { ConnectionStatus } from "@/components/connection-status";
import { HowFound } from "@/components/how-found";
import { PassageList } from "@/components/passage-list";
import { SettingsLine } from "@/components/settings-line";
import type { ConfidenceBand } from "@/domain/agent/turn";
import { CONNECTION_STATES } from "@/domain/messaging/connection-state";
import { EMPTY_TRACE, SAMPLE_TRACE } from "./sample-answer";
import { Specimen, SpecimenGroup, State } from "./specimen";

const ACCOUNT = "acc_sample";
const THRESHOLDS = { sureThreshold: 0.7, hedgeThreshold: 0.4 };
const PUBLISHED = new Date("2026-02-03T14:05:00Z");
const BANDS: Record<ConfidenceBand, true> = { sure: true, hedged: true, handed_over: true };

type Change = React.ComponentProps<typeof ChangedCases>["changes"][number];
const WORSE: Change = {
  caseId: "case_1",
  lost: ["answer"],
  gained: [],
  question: "How much is the deposit for an electric bike?",
  expected: { outcome: "answer", evidence: "", evidenceDocument: null, answer: "400 €" },
  before: { decision: "answer", band: "sure", reply: "The deposit is 400 €.", sources: [] },
  after: { decision: "handoff", band: "handed_over", reply: "A colleague will answer you here.", sources: [] },
};
const BETTER: Change = {
  ...WORSE,
  caseId: "case_2",
  lost: [],
  gained: ["answer"],
  before: WORSE.after,
  after: WORSE.before,
};

/** What knows words of the product, with data made up for it. */
export function DomainSpecimens() {
  const [passage] = SAMPLE_TRACE.passages;
  return (
    <SpecimenGroup title="Answers and connections">
      <Specimen of="confidence-mark">
        {(Object.keys(BANDS) as ConfidenceBand[]).map((band) => (
          <State key={band} name={band.replace("_", " ")}>
            <ConfidenceMark band={band} />
          </State>
        ))}
      </Specimen>
      <Specimen of="connection-status">
        {CONNECTION_STATES.map((state) => (
          <State key={state} name={state.replaceAll("_", " ")}>
            <ConnectionStatus state={state} />
          </State>
        ))}
      </Specimen>
      <Specimen of="passage-list" isTall>
        <PassageList
          accountId={ACCOUNT}
          passages={SAMPLE_TRACE.passages}
          usedChunkIds={new Set(["chk_deposit"])}
          thresholds={THRESHOLDS}
        />
      </Specimen>
      <Specimen of="how-found" isTall>
        {passage && <HowFound passage={passage} thresholds={THRESHOLDS} />}
      </Specimen>
      <Specimen of="settings-line" isTall>
        <SettingsLine
          accountId={ACCOUNT}
          answeredWith={{ kind: "version", version: 3, publishedAt: PUBLISHED, by: "Inês Prado" }}
          canRead
        />
        <SettingsLine
          accountId={ACCOUNT}
          answeredWith={{ kind: "draft", savedAt: PUBLISHED, by: null }}
          canRead={false}
        />
      </Specimen>
      <Specimen of="answer-details" isTall>
        <State name="answered" className="w-full max-w-[28rem] items-stretch">
          <AnswerDetails
            accountId={ACCOUNT}
            band="sure"
            score={0.93}
            reason={null}
            trace={SAMPLE_TRACE}
            thresholds={THRESHOLDS}
            answeredWith={{ kind: "version", version: 3, publishedAt: PUBLISHED, by: "Inês Prado" }}
            canReadSettings={false}
          />
        </State>
        <State name="nothing found" className="w-full max-w-[28rem] items-stretch">
          <AnswerDetails
            accountId={ACCOUNT}
            band="handed_over"
            score={0.08}
            reason="Nothing in the documents answers this."
            trace={EMPTY_TRACE}
            canReadSettings={false}
          />
        </State>
      </Specimen>
      <Specimen of="changed-cases" isTall>
        <ChangedCases kind="worse" changes={[WORSE]} />
        <ChangedCases kind="better" changes={[BETTER]} />
      </Specimen>
    </SpecimenGroup>
  );
}
