/** What people do all day, and how long the screen takes to answer each press. */
import type { Page } from "@playwright/test";
import { percentile, rounded } from "../statistics";
import { type OpenTab, readObserved } from "./browser";

export interface InteractionFigures {
  n: number;
  msP50: number;
  msP75: number;
  msMax: number;
}

const ROUNDS = 5;

/** Opening conversations, choosing lists, searching, typing a reply, and the palette of commands. */
export async function measureInteractions(
  { page }: OpenTab,
  inbox: string,
): Promise<Record<string, InteractionFigures>> {
  const rows = page.getByRole("list", { name: "Conversations" }).getByRole("link");
  const figures: Record<string, InteractionFigures> = {};
  const measure = async (name: string, act: (round: number) => Promise<unknown>) => {
    figures[name] = await pressing(page, act);
  };
  await page.goto(inbox);
  await rows.first().waitFor();
  await measure("open a conversation", async (round) => {
    await rows.nth(round + 1).click();
    await page.getByRole("log", { name: "Messages" }).getByRole("listitem").first().waitFor();
  });
  await measure("type a note", async (round) => {
    const field = page.getByRole("textbox", { name: /reply|message|write/i }).last();
    await field.pressSequentially(`${round} `);
    await field.press("Backspace");
  });
  await measure("choose a list", async (round) => {
    await page.getByRole("radio", { name: round % 2 === 0 ? /^Waiting/ : "All" }).click();
    await rows.first().waitFor();
  });
  await measure("search", async (round) => {
    const field = page.getByRole("searchbox");
    await field.fill("");
    await field.pressSequentially(["chain", "sunday", "blue bike", "receipt", "rent"][round] ?? "bike");
    await page
      .getByRole("list", { name: /messages/i })
      .first()
      .waitFor();
  });
  await page.getByRole("searchbox").fill("");
  await measure("open the palette", async () => {
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("know");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  });
  return figures;
}

/** @returns the presses of all rounds; those that were too quick to be listed count as 16 ms */
async function pressing(page: Page, act: (round: number) => Promise<unknown>): Promise<InteractionFigures> {
  const before = new Set(Object.keys((await readObserved(page)).interactions));
  for (let round = 0; round < ROUNDS; round++) {
    await act(round);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))));
  }
  const { interactions } = await readObserved(page);
  const times = Object.entries(interactions).flatMap(([id, ms]) => (before.has(id) ? [] : [ms]));
  if (times.length === 0) times.push(16);
  return {
    n: times.length,
    msP50: rounded(percentile(times, 0.5)),
    msP75: rounded(percentile(times, 0.75)),
    msMax: rounded(Math.max(...times)),
  };
}
