/** For tests: the English sentences of the source that reach people as refusals or as what is wrong with an input. */
import { among, files, LITERAL, read, sentences, sentencesOf } from "./source-texts";
import { writtenReasons } from "./written-reasons";

/** What only whoever runs the installation reads, at its start or in its log: those are English. */
const FOR_WHO_RUNS_IT = [
  "server/db/",
  "server/browser/",
  "server/mail/smtp-url.ts",
  // It stands in the configuration, and whoever reads it has to change that.
  "server/agent/models.ts",
];

/** What the server refuses, where it says so in place: the second argument of an AppError. */
const REFUSAL = new RegExp(`new AppError\\(\\s*(?:"\\w+"|[\\w.]+),\\s*${LITERAL}`, "g");
/** The same with words that are written somewhere else. */
const REFUSAL_BY_NAME = /new AppError\(\s*(?:"\w+"|[^,"`]+),\s*[A-Za-z]/;
/**
 * Who refuses in words that don't stand in the refusal itself, and where those are written. Null: nobody reads them as a
 * refusal, only in the log, the trace of an answer or the state of a connection.
 */
export const WRITTEN_ELSEWHERE: Readonly<Record<string, readonly string[] | null>> = {
  "server/auth/words.ts": ["server/auth/words.ts"],
  "server/auth/strength.ts": ["server/auth/words.ts"],
  "server/team/words.ts": ["server/team/words.ts"],
  "server/team/invitations.ts": ["server/team/invitations.ts"],
  "server/channels/service.ts": ["domain/words/phone-number.ts"],
  "server/conversations/drafts/service.ts": ["server/conversations/drafts/service.ts"],
  "server/conversations/snoozing.ts": ["domain/messaging/snooze.ts"],
  "server/evaluation/generate.ts": ["server/evaluation/generate.ts", "server/model-providers/find-models.ts"],
  "server/knowledge/uploads.ts": ["server/knowledge/uploads.ts", "domain/knowledge/document.ts"],
  "server/knowledge/web-sources/service.ts": ["domain/knowledge/web/refusal.ts"],
  "server/media/sendable.ts": ["domain/automation/sendable-file.ts"],
  "server/model-providers/service.ts": ["server/model-providers/service.ts", "domain/agent/model-server-url.ts"],
  "server/agent/tools/lookup-tool.ts": null,
  "server/automation/webhooks.ts": null,
  "server/channels/whatsapp-web/connection.ts": null,
  "server/runtime.ts": null,
  "server/wiring/ocr.ts": null,
};

/** Refusals that are no AppErrors: those without words of their own, and those of files and pages. */
const OTHER_REFUSALS = ["server/api/error-format.ts", "server/http/"];

/** Rules of schemas stand beside them; these are told by other functions. */
const PROBLEMS_WITHOUT_SCHEMA = [
  "domain/automation/regex/",
  "domain/evaluation/case-rows.ts",
  "domain/knowledge/answer-rows.ts",
];

const HAS_SCHEMA = /from "zod"/;

const ofServer = files.filter((file) => file.startsWith("server/") && !among(FOR_WHO_RUNS_IT)(file));

/** Who refuses in words that stand somewhere else, as files. */
export const refusersByName = (): string[] => ofServer.filter((file) => REFUSAL_BY_NAME.test(read(file)));

/** What the server refuses. */
export function writtenErrors(): string[] {
  const inPlace = ofServer.flatMap((file) => [...read(file).matchAll(REFUSAL)].map(([, text]) => text));
  const elsewhere = Object.values(WRITTEN_ELSEWHERE).flatMap((places) => places ?? []);
  const whole = ofServer.filter(
    (file) => among(OTHER_REFUSALS)(file) || (/(^|\/)router\.ts$/.test(file) && HAS_SCHEMA.test(read(file))),
  );
  return [...new Set([...sentences(inPlace), ...[...elsewhere, ...whole].flatMap(sentencesOf)])];
}

/** Sentences that no page shows as they are, and who reads them instead. */
export const NOT_ON_PAGES: Readonly<Record<string, string>> = {
  "server/main.ts": "whoever runs the installation",
  "server/db/": "whoever runs the installation",
  "server/browser/": "whoever runs the installation",
  "server/auth/bind.ts": "whoever runs the installation",
  "server/mail/smtp-url.ts": "whoever runs the installation",
  "server/agent/models.ts": "whoever runs the installation",
  "server/wiring/ocr.ts": "whoever runs the installation",
  "server/channels/scheduler.ts": "the log",
  "server/knowledge/parsers/parse.ts": "the log",
  "server/channels/whatsapp-web/": "the log; the page says a reason of domain/messaging/connection-reasons.ts",
  "server/automation/webhooks.ts": "the log",
  "server/auth/embedded/": "server/auth/words.ts, which says it anew",
  "server/mail/": "mails, which are English",
  "server/agent/prompts.ts": "a model",
  "server/agent/question-writer.ts": "a model",
  "server/agent/try-model.ts": "a model",
  "server/agent/tools/": "a model",
  "domain/agent/tools/hours-in-words.ts": "a model, and whoever looks up what it was told",
  "domain/agent/fixed-texts.ts": "customers, in their language",
  "domain/automation/form-answer.ts": "customers",
  "domain/automation/templates.ts": "customers, once the team has made them its own words",
  "domain/messaging/connection-reasons.ts": "nobody: each has a message, see reasonWords",
};

/** Files with sentences that are neither told nor known not to be on pages, each with those. */
export function unplacedSentences(notOnPages: readonly string[] = Object.keys(NOT_ON_PAGES)): Record<string, string[]> {
  const told = new Set([...writtenErrors(), ...writtenProblems(), ...writtenReasons()]);
  const isPlaced = among(notOnPages);
  const found = files.filter((file) => !isPlaced(file)).map((file) => [file, untold(file, told)] as const);
  return Object.fromEntries(found.filter(([, left]) => left.length > 0));
}

const untold = (file: string, told: ReadonlySet<string>) => sentencesOf(file).filter((sentence) => !told.has(sentence));

/** What is wrong with inputs, as pages say it before anything is sent, too. */
export function writtenProblems(): string[] {
  const told = files.filter(
    (file) => file.startsWith("domain/") && (HAS_SCHEMA.test(read(file)) || among(PROBLEMS_WITHOUT_SCHEMA)(file)),
  );
  return [...new Set(told.flatMap(sentencesOf))];
}
