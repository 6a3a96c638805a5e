/**
 * Finds the gates in a source file and makes each one a switch: a pure function over the text, so that what counts as a
 * gate can be read and tested. A gate is a piece of code without which somebody would get more than they should.
 */

export interface Gate {
  id: string;
  file: string;
  line: number;
  kind: string;
  code: string;
}

interface Replacement {
  start: number;
  end: number;
  kind: string;
  /** The text with the gate switched by `id`. */
  write: (id: string, code: string) => string;
}

const OPENERS = "([{";
const CLOSERS = ")]}";

/** The offset just behind the bracket that closes the one at `open`. Texts and templates count as they stand. */
export function closing(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at++) {
    const character = source[at] ?? "";
    if (OPENERS.includes(character)) depth += 1;
    if (CLOSERS.includes(character)) depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new Error("a bracket is not closed");
}

/** `eq(documents.accountId, accountId)`: whose rows a statement is about. */
const OWNER_CONDITION = /\beq\((?:\w+\.(?:accountId|userId|actorUserId)|accounts\.id|users\.id|ofAccount),/g;
/** The same in SQL that is written out. */
const OWNER_SQL = /\b(?:\w+\.)?account_id = \$\{[^}]+\}/g;
/** A refusal: `if (…) throw new TRPCError…`, `if (…) return refuse(…)` and what else sends somebody away. */
const REFUSAL = /\bif \(/g;
const REFUSES =
  /^\s*(?:throw new TRPCError\b|return refuse\(res, 40[134]|return null;|\{\s*(?:res\.writeHead\(307|dropCookies))/;
/** What a role must not see. */
const MASK = /\b(?:mayReadNumbers\(\w+(?:\.\w+)?\)|can\(ctx\.role, "connection\.manage"\))/g;
/** The password once more, before what can't be undone. */
const PASSWORD = /\bawait (?:ctx\.services\.)?(?:auth\.)?checkPassword\(/g;
const FOREIGN_PAGE = /\brefuseForeignMutation\(req, res, runtime\)/g;
const RECHECK = /\bawait recheck\(\)/g;

/** Files whose refusals are gates; elsewhere a refusal may be about anything. */
const REFUSING_FILES =
  /^src\/server\/(?:api\/trpc|http\/(?:media|document-file|audit-export|listener)|mail\/router|auth\/session-mirror)\.ts$/;

/** The source with every gate a switch, and the list of them. */
export function switchGates(file: string, source: string): { source: string; gates: Gate[] } {
  const found = findGates(file, source).toSorted((a, b) => a.start - b.start);
  const gates: Gate[] = [];
  let written = "";
  let at = 0;
  for (const { start, end, kind, write } of found) {
    // One inside another: the outer one stands for both.
    if (start < at) continue;
    const line = source.slice(0, start).split("\n").length;
    const gate: Gate = { id: `${file}:${line}:${gates.length}`, file, line, kind, code: source.slice(start, end) };
    gates.push(gate);
    written += source.slice(at, start) + write(JSON.stringify(gate.id), gate.code);
    at = end;
  }
  return { source: written + source.slice(at), gates };
}

function findGates(file: string, source: string): Replacement[] {
  const switched = (places: { start: number; end: number }[], kind: string, write: Replacement["write"]) =>
    places.map((place) => ({ ...place, kind, write }));
  const orNothing: Replacement["write"] = (id, code) => `(__gates.isOff(${id}) ? undefined : ${code})`;
  return [
    ...switched(calls(source, OWNER_CONDITION), "whose rows", orNothing),
    ...switched(
      matches(source, OWNER_SQL),
      "whose rows",
      (id, code) => `\${__gates.isOff(${id}) ? sql\`true\` : sql\`${code}\`}`,
    ),
    ...switched(
      REFUSING_FILES.test(file) ? refusals(source) : [],
      "refusal",
      (id, code) => `(!__gates.isOff(${id}) && ${code})`,
    ),
    ...switched(matches(source, MASK), "what is hidden", (id, code) => `(__gates.isOff(${id}) || ${code})`),
    ...switched(calls(source, PASSWORD), "the password again", orNothing),
    ...switched(
      file.endsWith("http/listener.ts") ? matches(source, FOREIGN_PAGE) : [],
      "refusal",
      (id, code) => `(!__gates.isOff(${id}) && ${code})`,
    ),
    ...switched(matches(source, RECHECK), "refusal", orNothing),
  ];
}

const matches = (source: string, pattern: RegExp) =>
  [...source.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

/** Matches that begin a call, with everything up to its closing bracket. */
const calls = (source: string, pattern: RegExp) =>
  [...source.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: closing(source, match.index + match[0].indexOf("(", match[0].search(/(?:eq|checkPassword)\(/))),
  }));

/** The conditions of refusals, with their brackets. */
const refusals = (source: string) =>
  [...source.matchAll(REFUSAL)].flatMap((match) => {
    const start = match.index + match[0].length - 1;
    const end = closing(source, start);
    return REFUSES.test(source.slice(end)) ? [{ start, end }] : [];
  });
