/** How long a linked session takes to be ready again, the two bots taking turns. */
import type { BotName, BotProcess } from "./bot-process";
import { median, rounded } from "./statistics";

const SESSION = 1;

export interface StartFigures {
  medianMs: number;
  allMs: number[];
  /** Starts that never got ready and are not counted: the stock library misses a quick synchronisation. */
  hungCount: number;
}

/** The first session of both bots must be linked and closed; it is closed again afterwards. */
export async function measureStarts(
  bots: Record<BotName, BotProcess>,
  rounds: number,
): Promise<Record<BotName, StartFigures>> {
  const times: Record<BotName, number[]> = { parley: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    // Whoever comes second finds the machine a little warmer.
    const order: BotName[] = round % 2 === 0 ? ["parley", "bare"] : ["bare", "parley"];
    for (const name of order) {
      times[name].push(await bots[name].open(SESSION));
      await bots[name].close(SESSION);
    }
  }
  return { parley: figuresOf(bots.parley, times.parley), bare: figuresOf(bots.bare, times.bare) };
}

const figuresOf = (bot: BotProcess, times: readonly number[]): StartFigures => ({
  medianMs: rounded(median(times)),
  allMs: times.map((ms) => rounded(ms)),
  hungCount: bot.hungStarts,
});
