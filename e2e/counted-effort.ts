import type { Page } from "@playwright/test";

/** What somebody did in a page, as the page's own listeners saw it: a click that a test makes by the way counts too. */
export interface CountedEffort {
  /** What was clicked, by its words; a key that presses a button counts as a click. */
  clicks: string[];
  /** Each field in which something was typed, once: the page's path and the field's label. */
  fields: Set<string>;
}

/** Counts from now on, over page loads too. To be called before the first page is opened. */
export async function countEffort(page: Page): Promise<CountedEffort> {
  const effort: CountedEffort = { clicks: [], fields: new Set() };
  await page.exposeFunction("parleyClicked", (what: string) => void effort.clicks.push(what));
  await page.exposeFunction("parleyTyped", (field: string) => void effort.fields.add(field));
  await page.addInitScript(() => {
    const told = window as unknown as { parleyClicked(what: string): void; parleyTyped(field: string): void };
    const labelOf = (element: Element) =>
      element.getAttribute("aria-label") ??
      (element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element.textContent) ??
      element.tagName;
    const watch = (type: string, act: (target: Element) => void) =>
      window.addEventListener(
        type,
        // What a program clicks, such as the hidden field behind "Choose files", is nobody's effort.
        (event) => event.isTrusted && event.target instanceof Element && act(event.target),
        { capture: true },
      );
    watch("click", (target) => told.parleyClicked(labelOf(target.closest("a, button, input") ?? target).trim()));
    watch("input", (target) => {
      if (target instanceof HTMLInputElement && target.type === "file") return;
      told.parleyTyped(`${location.pathname} ${labelOf(target).trim()}`);
    });
  });
  return effort;
}
