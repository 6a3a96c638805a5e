/** From the moment a customer's message leaves the simulated WhatsApp to its words on the screen of an open inbox. */
import type { Page } from "@playwright/test";
import { median, percentile, rounded } from "../statistics";

export interface ArrivalFigures {
  n: number;
  msP50: number;
  msP95: number;
}

interface Arrivals {
  page: Page;
  n: number;
  /** Sends it as the customer. */
  write: (text: string) => unknown;
}

/** Both clocks are this machine's. */
export async function measureArrivals({ page, n, write }: Arrivals): Promise<ArrivalFigures> {
  const times: number[] = [];
  for (let number = -2; number < n; number++) {
    const text = `Is parcel ${number + 1000} with you?`;
    const seen = page.evaluate(seenAt, text);
    const writtenAt = Date.now();
    await write(text);
    const elapsed = (await seen) - writtenAt;
    if (number >= 0) times.push(elapsed);
    // The bot's answer is on the screen as well before the next one is written.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2_500)));
  }
  return { n, msP50: rounded(median(times)), msP95: rounded(percentile(times, 0.95)) };
}

/** Runs in the page: when these words were drawn first. */
function seenAt(text: string): Promise<number> {
  const isThere = () => document.querySelector('[role="log"]')?.textContent?.includes(text) ?? false;
  return new Promise((resolve) => {
    const look = () => {
      if (!isThere()) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(Date.now()));
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    look();
  });
}
