/** What happens in a chaos run, and when: all of it from one seed, so that a run can be had again. */

export const FAULTS = [
  "kill_browser",
  "crash_page",
  "reload_page",
  "drop_network",
  "service_down",
  "refuse_sends",
  "slow_sends",
  "freeze_page",
  "kill_server",
] as const;
export type Fault = (typeof FAULTS)[number];

export interface ChaosSettings {
  seed: number;
  accounts: number;
  customers: number;
  messages: number;
  /** Over which the messages are spread. */
  durationMs: number;
  faults: number;
  serverKills: number;
}

export type ChaosStep = { atMs: number } & (
  | { type: "message"; customer: number; text: string }
  | { type: "fault"; fault: Exclude<Fault, "kill_server">; account: number }
  | { type: "fault"; fault: "kill_server" }
);

const QUESTIONS = [
  "when are you open?",
  "can I pay by card?",
  "do you ship to Spain?",
  "where can I park?",
  "do you buy used bikes?",
  "thank you!",
];

/** Customers belong to accounts in turn: customer 0 to account 0, 1 to 1, … */
export const accountOf = (customer: number, accounts: number): number => customer % accounts;

/** Steps in order of time. Every text is unique, so that each can be told from each other wherever it turns up. */
export function planChaos(settings: ChaosSettings): ChaosStep[] {
  const random = seededRandom(settings.seed);
  const pick = (count: number) => Math.floor(random() * count);
  const steps: ChaosStep[] = [];
  for (let index = 0; index < settings.messages; index++)
    steps.push({
      atMs: pick(settings.durationMs),
      type: "message",
      customer: index % settings.customers,
      text: `${index + 1}: ${QUESTIONS[pick(QUESTIONS.length)]}`,
    });
  const others = FAULTS.filter((fault) => fault !== "kill_server");
  for (let index = 0; index < settings.faults; index++)
    steps.push({
      atMs: pick(settings.durationMs),
      type: "fault",
      // Each kind before any of them comes again.
      fault: others[index % others.length]!,
      account: pick(settings.accounts),
    });
  for (let index = 0; index < settings.serverKills; index++)
    steps.push({
      // Spread out: a server that is killed before it has started again proves little.
      atMs: Math.round(((index + 0.5 + random() * 0.4) * settings.durationMs) / settings.serverKills),
      type: "fault",
      fault: "kill_server",
    });
  return steps.sort((a, b) => a.atMs - b.atMs);
}

/** Numbers in [0, 1) that a seed decides: a 32-bit xorshift (Marsaglia, "Xorshift RNGs", 2003). */
export function seededRandom(seed: number): () => number {
  // Zero would give zeros for ever.
  let state = (seed | 0) === 0 ? 0x9e3779b9 : seed | 0;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  // Small seeds begin alike.
  for (let index = 0; index < 16; index++) next();
  return next;
}
