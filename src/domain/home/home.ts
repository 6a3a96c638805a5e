import type { ConnectionState } from "../messaging/connection-state";

/** What somebody should look at; kinds lead to the page where it is done. */
export type AttentionKind =
  | "unlinked"
  | "stopped"
  | "unreachable"
  | "waiting"
  | "drafts"
  | "unsent"
  | "grave_findings"
  | "failed_documents"
  | "gaps";

export interface Attention {
  kind: AttentionKind;
  /** How many; 1 of a state. */
  count: number;
  /** Of `waiting`: how many come first. */
  urgent?: number;
}

export interface AttentionCounts {
  connection: ConnectionState | null;
  phoneNumber: string | null;
  waiting: number;
  waitingFirst: number;
  drafts: number;
  unsent: number;
  graveFindings: number;
  failedDocuments: number;
  gaps: number;
}

/** States in which no customer is answered until somebody acts. */
const UNREACHABLE: readonly ConnectionState[] = ["failed", "conflict"];

/** What waits for somebody, in the order in which a person would turn to it: customers before documents. */
export function attentionOf(counts: AttentionCounts): Attention[] {
  const { connection, phoneNumber } = counts;
  // A number that was never linked is a step of the set-up.
  const isUnlinked = connection === "logged_out" && phoneNumber !== null;
  const all: Attention[] = [
    { kind: "unlinked", count: isUnlinked ? 1 : 0 },
    { kind: "stopped", count: connection === "stopped" && phoneNumber !== null ? 1 : 0 },
    { kind: "unreachable", count: connection !== null && UNREACHABLE.includes(connection) ? 1 : 0 },
    { kind: "waiting", count: counts.waiting, urgent: counts.waitingFirst },
    { kind: "drafts", count: counts.drafts },
    { kind: "unsent", count: counts.unsent },
    { kind: "grave_findings", count: counts.graveFindings },
    { kind: "failed_documents", count: counts.failedDocuments },
    { kind: "gaps", count: counts.gaps },
  ];
  return all.filter(({ count }) => count > 0);
}

/** Of a new account, in the order in which they help most. */
export const SET_UP_STEPS = ["knowledge", "link", "answer", "hours", "team"] as const;
export type SetUpStep = (typeof SET_UP_STEPS)[number];

export interface SetUpFacts {
  documents: number;
  isLinked: boolean;
  answered: boolean;
  hasHours: boolean;
  members: number;
}

/** Without these no customer is answered. */
const NEEDED: readonly SetUpStep[] = ["knowledge", "link", "answer"];

export interface StepState {
  step: SetUpStep;
  isDone: boolean;
}

/** What has to be done next before a customer is answered; undefined once one was. */
export const nextNeeded = (steps: readonly StepState[]): SetUpStep | undefined =>
  steps.find(({ step, isDone }) => !isDone && NEEDED.includes(step))?.step;

/** Whether what is left to do only makes the bot better. */
export const canAnswer = (steps: readonly StepState[]): boolean => nextNeeded(steps) === undefined;

/** Each step with whether it is done. */
export const setUpSteps = (facts: SetUpFacts): StepState[] => {
  const done: Record<SetUpStep, boolean> = {
    knowledge: facts.documents > 0,
    link: facts.isLinked,
    answer: facts.answered,
    hours: facts.hasHours,
    team: facts.members > 1,
  };
  return SET_UP_STEPS.map((step) => ({ step, isDone: done[step] }));
};
