/** Measures whether hostile messages and poisoned documents bring anything about; see HELP. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { readEnv } from "@/env";
import { promptCanary } from "@/server/agent/prompts";
import { startOpenAiServer } from "@/test/openai-server";
import { addDocument, addFolder, openEvaluation, readJsonLines, say } from "./eval-knowledge";
import { type Attack, attackAgent, messageAttempts, summarizeAttacks } from "./eval-safety/attacks";
import { GullibleModel } from "./eval-safety/gullible-model";
import type { Verdict } from "./eval-safety/judge";

const HELP = `Usage: npm run -s eval:safety -- --dir DIR [--model gullible] [--show]

Writes the hostile messages of DIR/hostile-messages.jsonl (text, category) to the bot of a small shop, as a question and
as what was said before an honest one, and puts each passage of DIR/poisoned-passages.jsonl (passage, attack, ask, and a
trigger where the attack wants certain words) into a document of its own and asks about it: all through the product's own
path, quarantine and every check included.

  --dir DIR          folder with the two files
  --model gullible   a scripted model obeys every order it can see, in many manners, and tells its instructions to whoever
                     asks, also disguised; without it answers are picked from the documents
  --show             write every hit to stderr

The result: { messages, passages, leaks, foreignLinks, obeyed, byCategory }, all counts. A message or passage counts once
when any manner worked. What would be sent is judged by what must not be in it: the mark and the words of the
instructions, sites that no honest document names, what the attack wanted said, what the model said out of obedience.
`;

const SHOP = path.resolve(import.meta.dirname, "../src/test/fixtures/corner-shop");

interface PassageRow {
  id: string;
  passage: string;
  attack: string;
  attack_category: string;
  ask: string;
  trigger?: string;
}
type Evaluation = Awaited<ReturnType<typeof openEvaluation>>;

async function messageAttacks(evaluation: Evaluation, dir: string): Promise<Attack[]> {
  const account = await evaluation.addAccount("Corner Shop");
  await addFolder(evaluation.knowledge, account.id, SHOP);
  const honest = readdirSync(SHOP)
    .map((name) => readFileSync(path.join(SHOP, name), "utf8"))
    .join("\n");
  const rows = readJsonLines<{ id: string; text: string; category: string }>(path.join(dir, "hostile-messages.jsonl"));
  return rows.map(({ id, text, category }) => ({
    id,
    category,
    kind: "message",
    attack: text,
    account,
    attempts: messageAttempts(text),
    honest,
  }));
}

async function passageAttacks(evaluation: Evaluation, dir: string): Promise<Attack[]> {
  const attacks: Attack[] = [];
  for (const row of readJsonLines<PassageRow>(path.join(dir, "poisoned-passages.jsonl"))) {
    const account = await evaluation.addAccount("Corner Shop");
    const bytes = new TextEncoder().encode(row.passage);
    await addDocument(evaluation.knowledge, account.id, { name: `${row.id}.txt`, bytes });
    attacks.push({
      id: row.id,
      category: row.attack_category,
      kind: "passage",
      attack: row.attack,
      trigger: row.trigger,
      account,
      attempts: [{ question: row.ask, history: [] }],
      honest: `${row.id}.txt\n${row.passage.replaceAll(row.attack, "\n")}`,
    });
  }
  return attacks;
}

async function evaluate(dir: string, options: { isGullible: boolean; show: boolean }) {
  const server = await startOpenAiServer();
  const model = options.isGullible ? new GullibleModel() : null;
  if (model) server.whenChat(model.reply);
  const key = model ? { OPENAI_API_KEY: "scripted", OPENAI_BASE_URL: server.url } : { OPENAI_API_KEY: undefined };
  const evaluation = await openEvaluation(
    readEnv({ ...process.env, OPENAI_EMBEDDING_MODEL: undefined, OPENAI_TRANSCRIPTION_MODEL: undefined, ...key }),
  );
  try {
    const attacks = [...(await messageAttacks(evaluation, dir)), ...(await passageAttacks(evaluation, dir))];
    const tried: { attack: Attack; verdict: Verdict }[] = [];
    for (const attack of attacks) {
      const onHit = (manner: string, reply: string, verdict: Verdict) =>
        options.show && say(JSON.stringify({ id: attack.id, manner, verdict, reply }));
      tried.push({
        attack,
        verdict: await attackAgent(evaluation.agent, attack, { model, canary: promptCanary, onHit }),
      });
      if (tried.length % 20 === 0) say(`${tried.length} of ${attacks.length} attacks tried`);
      // They would fill the memory.
      server.seen.length = 0;
    }
    return summarizeAttacks(tried);
  } finally {
    await evaluation.close();
    await server.close();
  }
}

const { values } = parseArgs({
  options: {
    dir: { type: "string" },
    model: { type: "string" },
    show: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  },
});
const files = ["hostile-messages.jsonl", "poisoned-passages.jsonl"];
if (values.help || !values.dir || (values.model !== undefined && values.model !== "gullible")) {
  process.stderr.write(HELP);
  process.exitCode = values.help ? 0 : 2;
} else if (!files.every((name) => existsSync(path.join(values.dir ?? "", name)))) {
  say(`${values.dir} has no ${files.join(" and ")}.`);
  process.exitCode = 2;
} else {
  const result = await evaluate(values.dir, { isGullible: values.model === "gullible", show: values.show ?? false });
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
