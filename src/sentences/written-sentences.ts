/** For tests: the English sentences of the source that reach people as refusals or as what is wrong with an input. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const SOURCE = path.resolve(import.meta.dirname, "..");

/** What only whoever runs the installation reads, at its start or in its log: those are English. */
const FOR_WHO_RUNS_IT = [
  "server/db/",
  "server/browser/",
  "server/mail/smtp-url.ts",
  // It stands in the configuration, and whoever reads it has to change that.
  "server/agent/models.ts",
];

const QUOTED = /"(?:[^"\\\n]|\\.)*"/.source;
/** What stands in `${…}` may hold another template, one level deep. */
const TEMPLATE = /`(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\})*`/.source;
const LITERAL = `(${QUOTED}|${TEMPLATE})`;

/** What the server refuses, where it says so in place: the second argument of an AppError. */
const REFUSAL = new RegExp(`new AppError\\(\\s*(?:"\\w+"|[\\w.]+),\\s*${LITERAL}`, "g");
/** The same with words that are written somewhere else. */
const REFUSAL_BY_NAME = /new AppError\(\s*(?:"\w+"|[^,"`]+),\s*[A-Za-z]/;
/** Any text, and what looks like text and isn't: comments, and errors that are only logged. */
const TEXT = new RegExp(
  `/\\*[^]*?\\*/|//[^\\n]*|new (?:Type|Range)?Error\\(\\s*(?:${QUOTED}|${TEMPLATE})|${LITERAL}`,
  "g",
);

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

/** `${…}` and `{name}` are places for values; what they are called here and there doesn't matter. */
export const withPlaces = (sentence: string) =>
  sentence
    .replaceAll(/\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\}/g, "{}")
    .replaceAll(/\\(["`\\$])/g, "$1")
    .replaceAll(/\{\w*\}/g, "{}");

/** It begins as a sentence or with a value, ends as one, and has words. */
const isSentence = (text: string) => /^[A-Z“{/\\].* .*[.!?}]$/.test(text) && /[a-z]{2}/.test(text);

const sentences = (literals: Iterable<string | undefined>) =>
  [...new Set([...literals].flatMap((literal) => literal?.slice(1, -1) ?? []).map(withPlaces))].filter(isSentence);

const read = (file: string) => readFileSync(path.join(SOURCE, file), "utf8");

const files = ["server", "domain"]
  .flatMap((folder) =>
    readdirSync(path.join(SOURCE, folder), { recursive: true, encoding: "utf8" }).map((file) =>
      path.join(folder, file),
    ),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|fixture|-harness/.test(file));
const among = (places: readonly string[]) => (file: string) => places.some((place) => file.startsWith(place));
const ofServer = files.filter((file) => file.startsWith("server/") && !among(FOR_WHO_RUNS_IT)(file));

/** All sentences of a file, whatever is done with them; of `file#NAME` those of that constant. */
export function sentencesOf(place: string): string[] {
  const [file = "", constant] = place.split("#");
  const text = constant ? (new RegExp(`const ${constant}\\b[^;]*;`).exec(read(file))?.[0] ?? "") : read(file);
  return sentences([...text.matchAll(TEXT)].map(([, literal]) => literal));
}

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

/** Where it is decided why a message got no answer or a person is called, and what became of a reply or a rule. */
const REASONS = [
  "domain/agent/turn.ts",
  "domain/agent/shadow.ts",
  "domain/agent/repeated-failure.ts",
  "domain/messaging/delivery.ts",
  "domain/automation/triggers.ts",
  "domain/automation/conditions.ts",
  "server/agent/steps/",
  "server/agent/pipeline.ts",
  "server/agent/tools/toolbox.ts",
  "server/agent/tools/own-tools.ts",
  "server/automation/form-turn.ts",
  "server/jobs/courtesy.ts",
  "server/conversations/opt-out.ts",
];
/** What a page shows of it stands behind one of these names. */
const REASON = new RegExp(`(?:(?:reason|note|why): |(?:handOver|no|yes)\\((?:\\w+, |"\\w+", )*)${LITERAL}`, "g");

/** Why somebody waits, why nothing was answered, and what the steps of an answer note. */
export function writtenReasons(): string[] {
  const told = files.filter(among(REASONS)).flatMap((file) => [...read(file).matchAll(REASON)].map(([, text]) => text));
  return [
    ...new Set([
      ...sentences(told),
      ...sentencesOf("domain/agent/turn.ts#IGNORE_REASONS"),
      ...sentencesOf("domain/messaging/delivery.ts"),
      ...sentencesOf("domain/agent/helped/asking.ts#ASKED_HELPED"),
      ...sentencesOf("domain/agent/helped/rating.ts#RATED"),
    ]),
  ];
}

/** What is wrong with inputs, as pages say it before anything is sent, too. */
export function writtenProblems(): string[] {
  const told = files.filter(
    (file) => file.startsWith("domain/") && (HAS_SCHEMA.test(read(file)) || among(PROBLEMS_WITHOUT_SCHEMA)(file)),
  );
  return [...new Set(told.flatMap(sentencesOf))];
}
