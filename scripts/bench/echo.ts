/** How long a customer waits for the echo of a message, with both bots running and taking turns. */
import { setTimeout as delay } from "node:timers/promises";
import type { Customer } from "../../e2e/whatsapp-web/customer";
import type { BotName, BotProcess } from "./bot-process";
import { type Marks, monotonicMs } from "./protocol";
import { median, percentile, rounded } from "./statistics";

/** Fewer messages from each than make the bot think it talks to another bot. */
const CUSTOMERS = 10;
/** A customer's next message does not come the instant a reply is there: what is written after a send may end first. */
const PAUSE_MS = 120;
const SESSION = 1;

/** What a message passes, in order; a bot that does not have a stage leaves it out. */
const STAGES = ["sent", "received", "stored", "taken", "asked", "sending", "arrived"];

export interface EchoPlan {
  warmUps: number;
  rounds: number;
  /** Round trips of one bot before it is the other's turn. */
  perRound: number;
}

export interface EchoFigures {
  count: number;
  p50Ms: number;
  p95Ms: number;
  /** Median time between two stages, by the names of both. */
  stages: Record<string, number>;
}

interface RoundTrip {
  text: string;
  sent: number;
  arrived: number;
}

/** Both bots must have their first session open. */
export async function measureEchoes(
  bots: Record<BotName, BotProcess>,
  { warmUps, rounds, perRound }: EchoPlan,
): Promise<Record<BotName, EchoFigures>> {
  const both = [new Echoer(bots.parley), new Echoer(bots.bare)] as const;
  for (const echoer of both) await echoer.run(warmUps);
  for (const echoer of both) await echoer.forget();
  for (let round = 0; round < rounds; round++) for (const echoer of both) await echoer.run(perRound);
  return { parley: await both[0].figures(), bare: await both[1].figures() };
}

/** A few messages, so that a session has done what a session does before it is looked at. */
export async function exchangeSome(bot: BotProcess, session: number, count: number): Promise<void> {
  await new Echoer(bot, session).run(count);
}

class Echoer {
  #trips: RoundTrip[] = [];
  #sentCount = 0;
  readonly #customers: Customer[];

  constructor(
    private readonly bot: BotProcess,
    session = SESSION,
  ) {
    const phone = bot.phone(session);
    this.#customers = Array.from({ length: CUSTOMERS }, (_, index) =>
      phone.customer(`34600${session}0000${index}`, { name: `Customer ${index}` }),
    );
  }

  async run(count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      this.#trips.push(await this.#roundTrip());
      await delay(PAUSE_MS);
    }
  }

  async forget(): Promise<void> {
    this.#trips = [];
    await this.bot.call("takeMarks", null);
  }

  async figures(): Promise<EchoFigures> {
    const marks = await this.bot.call("takeMarks", null);
    const totals = this.#trips.map(({ sent, arrived }) => arrived - sent);
    const moments = this.#trips.map(({ text, sent, arrived }): Marks => ({ ...marks[text], sent, arrived }));
    return {
      count: totals.length,
      p50Ms: rounded(median(totals)),
      p95Ms: rounded(percentile(totals, 0.95)),
      stages: mediansBetween(moments),
    };
  }

  async #roundTrip(): Promise<RoundTrip> {
    this.#sentCount += 1;
    const customer = this.#customers[this.#sentCount % CUSTOMERS]!;
    const text = `message ${this.#sentCount}, how are you?`;
    const reply = customer.nextReply();
    const sent = monotonicMs();
    customer.sendText(text);
    const { body } = await reply;
    if (body !== text) throw new Error(`"${text}" was answered with "${body}"`);
    return { text, sent, arrived: monotonicMs() };
  }
}

function mediansBetween(moments: readonly Marks[]): Record<string, number> {
  const present = STAGES.filter((stage) => moments.every((marks) => marks[stage] !== undefined));
  return Object.fromEntries(
    present.slice(1).map((stage, index) => {
      const before = present[index]!;
      return [`${before} → ${stage}`, rounded(median(moments.map((marks) => marks[stage]! - marks[before]!)), 2)];
    }),
  );
}
