/**
 * The page of all primitives, on a phone and wide, light and dark: no accessibility violation that axe knows, nothing
 * wider than the screen, closed and with each thing opened that stands over a page. The pictures land in
 * test-results/looks.
 */
import { readdir } from "node:fs/promises";
import { request } from "node:http";
import path from "node:path";
import type { Page } from "@playwright/test";
import { root } from "../scripts/run-step";
import { expect, test } from "./fixtures";
import { examine, picture, setView } from "./looking";

const PHONE = { width: 390, height: 844 };
const WIDE = { width: 1440, height: 900 };
const VIEWS = [
  { name: "light-phone", theme: "light", viewport: PHONE },
  { name: "dark-phone", theme: "dark", viewport: PHONE },
  { name: "light-wide", theme: "light", viewport: WIDE },
  { name: "dark-wide", theme: "dark", viewport: WIDE },
] as const;

/** What opens each, and what then stands over the page. */
const OVERLAYS = [
  { button: "Open a menu", role: "menu" },
  { button: "Open a dialog", role: "dialog" },
  { button: "Open a question", role: "alertdialog" },
  { button: "Open a question whose act runs", role: "alertdialog" },
  { button: "Open a sheet", role: "dialog" },
  { button: "Open a late sheet", role: "dialog" },
  { button: "Open a picture", role: "dialog" },
] as const;

async function open(page: Page, url: string): Promise<string[]> {
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await page.goto(`${url}/design`);
  // The last to arrive: it fails once the page is awake.
  await expect(page.getByRole("region", { name: "One that failed" }).getByRole("alert")).toBeVisible();
  return errors;
}

for (const view of VIEWS) {
  test(`every primitive, ${view.name}`, async ({ page, installation: { parley } }) => {
    const errors = await open(page, parley.url);
    await setView(page, view);
    await picture(page, `design-${view.name}`, { isWhole: true });
    await examine(page);
    for (const { button, role } of OVERLAYS)
      await test.step(button, async () => {
        await page.getByRole("button", { name: button, exact: true }).click();
        const overlay = page.getByRole(role);
        await expect(overlay).toBeVisible();
        await picture(page, `design-${button.toLowerCase().replaceAll(" ", "-")}-${view.name}`);
        await examine(page, `[role=${role}]`);
        await page.keyboard.press("Escape");
        await expect(overlay).toHaveCount(0);
      });
    // Three have room at a time: those that have a look of their own.
    for (const kind of ["success", "error", "loading"])
      await page.getByRole("button", { name: `Say ${kind}`, exact: true }).click();
    // They lie on each other until somebody points at them.
    await page.getByText("Reading prices.pdf").hover();
    await expect(page.getByText("The bot no longer answers from it.")).toBeVisible();
    await picture(page, `design-toasts-${view.name}`);
    expect(errors, "what the server drew is what the browser draws").toEqual([]);
  });
}

test("what comes late says when it can't be had, and comes with the next try", async ({ page, installation }) => {
  await open(page, installation.parley.url);
  // Toasts come late themselves.
  await page.getByRole("button", { name: "Say success", exact: true }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "The bot no longer answers from it." })).toBeVisible();
  await page.route("**/_next/static/chunks/**", (route) => route.abort());
  for (const [name, role] of [
    ["Open a menu", "menu"],
    ["Open a dialog", "dialog"],
  ] as const) {
    const button = page.getByRole("button", { name, exact: true });
    await button.click();
    await expect(page.getByText("This couldn't be loaded").first()).toBeVisible();
    await expect(button).toHaveAttribute("aria-expanded", "false");
    await page.unroute("**/_next/static/chunks/**");
    await button.click();
    await expect(page.getByRole(role)).toBeVisible();
    await page.keyboard.press("Escape");
    await page.route("**/_next/static/chunks/**", (route) => route.abort());
  }
});

test("a tooltip comes by pointer and focus, and goes with either and with Escape", async ({ page, installation }) => {
  await open(page, installation.parley.url);
  const icon = page.locator("[data-specimen='ui/tooltip']").getByRole("button", { name: "Why this answer" }).first();
  const word = page.getByRole("tooltip", { name: "Why this answer" });
  await icon.hover();
  await expect(word).toBeVisible();
  await expect(icon).toHaveAccessibleDescription("Why this answer");
  await page.mouse.move(0, 0);
  await expect(word).toHaveCount(0);
  // From the top of the page, so that it comes while the page scrolls to what has the focus.
  await page.keyboard.press("Tab");
  await icon.focus();
  await expect(word).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(word).toHaveCount(0);
});

test("each drawn file of components/ui has a specimen that can be seen", async ({ page, installation: { parley } }) => {
  await open(page, parley.url);
  // Drawn on every page by its layout, and filled by ui/toast.
  const ofTheLayout = new Set(["toaster.tsx", "toast-region.tsx"]);
  const files = await readdir(path.join(root, "src/components/ui"));
  const drawn = files.filter((name) => name.endsWith(".tsx") && !ofTheLayout.has(name));
  expect(drawn.length).toBeGreaterThan(20);
  for (const file of drawn)
    await expect(page.locator(`[data-specimen="ui/${path.basename(file, ".tsx")}"]`), file).toBeVisible();
});

test("whoever isn't at this very machine finds no such page, whatever they claim", async ({
  installation: { parley },
}) => {
  expect(await statusOf(parley.url, {})).toBe(200);
  const forged = { "x-parley-developer": "1" };
  expect(await statusOf(parley.url, { "x-forwarded-for": "203.0.113.9" })).toBe(404);
  expect(await statusOf(parley.url, { ...forged, "x-forwarded-for": "203.0.113.9" })).toBe(404);
  expect(await statusOf(parley.url, { ...forged, host: "parley.example.com" })).toBe(404);
});

/** By Node's own client, which lets one say whom one asks for. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/design`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.once("error", reject);
    asked.end();
  });
}
