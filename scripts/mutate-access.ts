/**
 * Takes out one gate after the other and sees whether the access matrix notices: `{mutants, killed, survived}`, and which
 * survived. A gate is switched in the running program, so one build serves all; only the cases that pass it are tried.
 */
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundleServer } from "./bundle-server";
import type { Gate } from "./mutate-access/gates";
import { Gates, switching } from "./mutate-access/switches";

const root = path.resolve(import.meta.dirname, "..");
const outdir = path.join(root, "node_modules", ".cache", "parley", `mutate-access-${process.pid}`);
/** A gate that is out may leave somebody waiting for what never comes; that is noticed too. */
const TRIAL_MS = 30_000;

/** Gates whose absence changes nothing that anybody could see, and why; of all files, or of the one that is named. */
const EQUIVALENT: Record<string, string> = {
  "(!hasSessionCookie(http))": "spares a look at the key set; without a cookie nobody is found either",
  "(!can(role, MEDIA_PERMISSION))": "every role may read conversations, files included",
  "(!can(role, DOCUMENT_PERMISSION))": "every role may read documents",
  "src/server/knowledge/gaps/fact-queries.ts: eq(messages.accountId, accountId)":
    "the conversation beside it was found in the account's own questions",
  "src/server/conversations/queries.ts: eq(conversations.accountId, page.accountId)":
    "a page is read and then joined, each by the account: one stands for the other",
  "src/server/conversations/presence/queries.ts: eq(conversationPresence.userId, userId)":
    "the random name of a tab stands beside it; the test of presence sees it",
  "src/server/conversations/presence/queries.ts: eq(members.userId, conversationPresence.userId)":
    "the matrix has nobody who left with a page open; the test of presence has",
  "src/server/conversations/presence/queries.ts: eq(conversationPresence.accountId, key.accountId)":
    "the conversation beside it was found in the account",
  "eq(auditEntries.actorUserId, actorUserId)": "a filter that people choose; the account's condition stands beside it",
};

type Trials = typeof import("./mutate-access/trials");
type Trial = Awaited<ReturnType<Trials["openTrials"]>>["trials"][number];

const gates = new Gates();
Object.assign(globalThis, { __gates: gates });
const found: Gate[] = [];

async function wrongIn(trial: Trial): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string[]>((resolve) => {
    timer = setTimeout(() => resolve(["did not end"]), TRIAL_MS);
  });
  try {
    return await Promise.race([trial.run().catch((error: unknown) => [String(error)]), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** With every gate in place nothing may be wrong; on the way it is noted which cases pass which gates. */
async function passagesOf(trials: readonly Trial[]): Promise<Map<string, Trial[]>> {
  const passages = new Map<string, Trial[]>();
  for (const trial of trials) {
    gates.passed.clear();
    const wrong = await wrongIn(trial);
    if (wrong.length > 0) throw new Error(`With every gate in place: ${wrong.join("; ")}`);
    for (const id of gates.passed) passages.set(id, [...(passages.get(id) ?? []), trial]);
  }
  return passages;
}

async function isNoticed(id: string, trials: readonly Trial[]): Promise<boolean> {
  gates.off = id;
  try {
    for (const trial of trials) if ((await wrongIn(trial)).length > 0) return true;
    return false;
  } finally {
    gates.off = null;
  }
}

try {
  await mkdir(outdir, { recursive: true });
  await bundleServer(outdir, { trials: "scripts/mutate-access/trials.ts" }, [switching(found)]);
  const { openTrials, impliedGates } = (await import(pathToFileURL(path.join(outdir, "trials.js")).href)) as Trials;
  const { trials, close } = await openTrials();
  const passages = await passagesOf(trials);
  const isEquivalent = ({ code, file }: Gate) =>
    Object.hasOwn(EQUIVALENT, code) || Object.hasOwn(EQUIVALENT, `${file}: ${code}`);
  const mutants = [
    ...impliedGates().map(({ id }) => ({ id, text: id })),
    ...found
      .filter((gate) => passages.has(gate.id) && !isEquivalent(gate))
      .map((gate) => ({ id: gate.id, text: `${gate.file}:${gate.line} ${gate.code.replace(/\s+/g, " ")}` })),
  ];
  const survivors: string[] = [];
  for (const { id, text } of mutants) if (!(await isNoticed(id, passages.get(id) ?? []))) survivors.push(text);
  await close();
  const unreached = found.filter(({ id }) => !passages.has(id));
  process.stdout.write(
    `${JSON.stringify({
      mutants: mutants.length,
      killed: mutants.length - survivors.length,
      survived: survivors.length,
      survivors,
      cases: trials.length,
      // What jobs and connections ask for: no request gets there.
      unreached: unreached.map(({ file, line }) => `${file}:${line}`),
    })}\n`,
  );
  process.exitCode = survivors.length > 0 ? 1 : 0;
} finally {
  await rm(outdir, { recursive: true, force: true });
}
