import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { linearRgb, readToken } from "@/test/oklch";

const css = readFileSync(path.join(import.meta.dirname, "globals.css"), "utf8");

type Theme = "light" | "dark";
const THEMES: readonly Theme[] = ["light", "dark"];

/** Relative luminance, 0..1, with WCAG's weights. */
function luminance(name: string, theme: Theme): number {
  const [red, green, blue] = linearRgb(readToken(css, name, theme));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(text: string, surface: string, theme: Theme): number {
  const [lighter, darker] = [luminance(text, theme), luminance(surface, theme)].toSorted((a, b) => b - a);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

const SURFACES = ["paper", "surface", "sunken", "hover"];
const SPEAKERS = ["says-customer", "says-bot", "says-person"];

/** Every text on every surface it is used on. */
const TEXTS: readonly (readonly [string, readonly string[]])[] = [
  ["ink", [...SURFACES, ...SPEAKERS, "pressed", "accent-tint"]],
  ["ink-soft", [...SURFACES, ...SPEAKERS, "pressed", "accent-tint"]],
  ["ink-faint", ["paper", "surface", "sunken", "hover", "accent-tint"]],
  ["accent", ["paper", "surface", "sunken", "hover", "accent-tint", "says-bot"]],
  ["on-accent", ["accent", "accent-hover"]],
  ["on-danger", ["danger-solid"]],
  ...["success", "attention", "danger", "info"].map(
    (tone) => [tone, ["paper", "surface", "hover", `${tone}-surface`]] as const,
  ),
  ["attention", ["accent-tint", "says-person"]],
];

describe.each(THEMES)("in the %s theme", (theme) => {
  test.each(TEXTS.flatMap(([text, surfaces]) => surfaces.map((surface) => ({ text, surface }))))(
    "$text can be read on $surface (4.5:1)",
    ({ text, surface }) => {
      expect(contrast(text, surface, theme)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each([
    { mark: "outline", surface: "surface" },
    { mark: "outline", surface: "paper" },
    { mark: "accent", surface: "paper" },
    { mark: "success-dot", surface: "surface" },
    { mark: "danger-dot", surface: "surface" },
  ])("$mark stands out from $surface (3:1)", ({ mark, surface }) => {
    expect(contrast(mark, surface, theme)).toBeGreaterThanOrEqual(3);
  });
});
