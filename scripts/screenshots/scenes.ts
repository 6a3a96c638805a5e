import type { Page } from "@playwright/test";
import type { Story } from "./story";

export interface Scene {
  /** The picture's file, without its ending. */
  name: string;
  /** Below the account. */
  path: (story: Story) => string;
  theme: "light" | "dark";
  /** Of the window, so that the picture ends where the page has said what it has to say. */
  height: number;
  /** Resolves when everything that the picture is about can be seen. */
  ready: (page: Page) => Promise<unknown>;
}

async function openWhy(page: Page): Promise<void> {
  const why = page.getByRole("log", { name: "Messages" }).getByRole("button", { name: /why this answer/i });
  await why.last().click();
  await page.getByText("Used in the reply").first().waitFor();
}

const inbox = { height: 900, path: ({ conversationId }: Story) => `/inbox/${conversationId}`, ready: openWhy };

/** What the README shows. */
export const SCENES: readonly Scene[] = [
  {
    name: "home",
    path: () => "/home",
    height: 660,
    theme: "light",
    ready: (page) => page.locator("dl").getByText("Time to answer").waitFor(),
  },
  { name: "inbox", theme: "light", ...inbox },
  { name: "inbox-dark", theme: "dark", ...inbox },
  {
    name: "knowledge",
    path: () => "/knowledge",
    height: 720,
    theme: "light",
    ready: (page) => page.getByRole("list", { name: "Documents" }).getByText("rental-handbook.pdf").waitFor(),
  },
  {
    name: "automations",
    path: () => "/automations",
    height: 900,
    theme: "light",
    ready: (page) => page.getByRole("list", { name: "Rules" }).getByRole("listitem").first().waitFor(),
  },
  {
    name: "analytics",
    path: () => "/analytics?days=7",
    height: 900,
    theme: "light",
    ready: (page) => page.getByRole("heading", { name: /messages from customers/ }).waitFor(),
  },
  {
    name: "connection",
    path: () => "/connection",
    height: 940,
    theme: "light",
    ready: (page) => page.getByRole("region", { name: "Health" }).getByText("Last message in").waitFor(),
  },
];
