/** For tests: the English sentences that say why something is as it is, from the source. */
import { english } from "@/messages/english";
import { among, files, isText, LITERAL, read, sentencesOf, texts } from "./source-texts";

/** Where it is decided why a message got no answer or a person is called, and what became of a reply, a rule or a file. */
const REASONS = [
  "domain/agent/helped/asking.ts#ASKED_HELPED",
  "domain/agent/helped/rating.ts#RATED",
  "domain/agent/outgoing.ts",
  "domain/agent/repeated-failure.ts",
  "domain/agent/shadow.ts",
  "domain/agent/turn.ts#IGNORE_REASONS",
  "domain/agent/turn.ts#modelAskedWords",
  "domain/agent/grounding.ts#NOT_IN_SOURCE",
  "domain/agent/grounding.ts#orders",
  "domain/agent/grounding.ts#names",
  "domain/agent/grounding.ts#words",
  "domain/agent/grounding.ts#questions",
  "domain/analytics/handoff-kinds.ts#PLAIN",
  "domain/automation/conditions.ts",
  "domain/automation/triggers.ts",
  "domain/messaging/delivery.ts",
  "domain/messaging/snooze.ts",
  "server/agent/model-choice.ts",
  "server/agent/pipeline.ts",
  "server/agent/steps/answer.ts",
  "server/agent/steps/check-outgoing.ts",
  "server/agent/steps/ground.ts",
  "server/agent/steps/ground.ts#droppedWords",
  "server/agent/steps/rerank.ts",
  "server/agent/steps/retrieve.ts#foundWords",
  "server/agent/tools/lookup-tool.ts#ONLY_ORDERS",
  "server/agent/tools/lookup-tool.ts#SAID_NOTHING",
  "server/agent/tools/toolbox.ts#DID_NOT_WORK",
  "server/automation/decide.ts",
  "server/automation/decide.ts#ruleWords",
  "server/automation/decide.ts#verdictWords",
  "server/automation/dry-run.ts",
  "server/automation/files.ts#missingFileWords",
  "server/automation/form-turn.ts",
  "server/automation/form-turn.ts#NOTES",
  "server/channels/screenshot-queries.ts",
  "server/channels/screenshot.ts",
  "server/conversations/opt-out.ts",
  "server/conversations/retention/clearing.ts",
  "server/conversations/snoozing.ts",
  "server/evaluation/generate.ts#NO_WRITER",
  "server/jobs/answer.ts",
  "server/knowledge/ingest.ts",
  "server/knowledge/ocr/read-scans.ts",
  "server/knowledge/unread-pictures.ts",
  "server/model-providers/find-models.ts",
];
/** Where such words stand among others: what a page shows of them follows one of these names. */
const AMONG_OTHERS = ["domain/agent/", "server/agent/", "server/automation/", "server/jobs/"];
const REASON = new RegExp(`(?:(?:reason|note|why): |(?:handOver|no|yes)\\((?:\\w+, |"\\w+", )*)${LITERAL}`, "g");

/** A message of pages that the server also writes down: see keyLostWords. */
const KEY_LOST = english.ai.providerForm.keyLost;

/** Why somebody waits, why nothing was answered, what the steps of an answer note, and what to know of a document. */
export function writtenReasons(): string[] {
  const found = files.filter(among(AMONG_OTHERS)).flatMap((file) => [...read(file).matchAll(REASON)]);
  const amongOthers = texts(found.map(([, literal]) => literal)).filter(isText);
  return [...new Set([...REASONS.flatMap(sentencesOf), ...amongOthers, KEY_LOST])];
}
