import { randomBytes } from "node:crypto";

/** What each prefix names. A prefix makes an id in a log line or a support mail say what it is. */
export const ID_PREFIXES = {
  account: "acc",
  contact: "con",
  conversation: "cnv",
  message: "msg",
  media: "med",
  turn: "trn",
  draft: "drf",
  note: "not",
  savedReply: "rep",
  inboxView: "vew",
  outbox: "out",
  document: "doc",
  webSource: "web",
  chunk: "chk",
  finding: "fnd",
  questionGroup: "qgr",
  testCase: "tst",
  testRun: "run",
  rule: "rul",
  ruleFile: "fil",
  form: "frm",
  formSession: "fse",
  webhook: "whk",
  invitation: "inv",
  audit: "aud",
  mail: "mai",
} as const;
export type IdKind = keyof typeof ID_PREFIXES;

// Crockford's alphabet: no i, l, o, u, so an id read aloud or typed from a screenshot stays right.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

function encode(value: bigint, length: number): string {
  let text = "";
  for (let rest = value, i = 0; i < length; i++, rest >>= 5n) text = ALPHABET[Number(rest & 31n)] + text;
  return text;
}

/**
 * A new id such as `doc_01k9...`: 48 bits of milliseconds, then 80 random bits, in base 32 (the layout of a ULID),
 * so that ids made later sort later and B-tree inserts stay local. 30 characters at most with its prefix.
 */
export function newId(kind: IdKind, now: number = Date.now()): string {
  const random = BigInt(`0x${randomBytes(10).toString("hex")}`);
  return `${ID_PREFIXES[kind]}_${encode(BigInt(now), 10)}${encode(random, 16)}`;
}
