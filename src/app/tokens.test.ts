import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const css = readFileSync(path.join(import.meta.dirname, "globals.css"), "utf8");

type Theme = "light" | "dark";
const THEMES: readonly Theme[] = ["light", "dark"];

/** Relative luminance, 0..1, of an OKLCH colour, by Björn Ottosson's matrices and WCAG's weights. */
function luminance(lightness: number, chroma: number, hueDegrees: number): number {
  const hue = (hueDegrees * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (linear: number) => Math.min(1, Math.max(0, linear));
  const red = clamp(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clamp(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clamp(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function readToken(name: string, theme: Theme): number {
  const pair = new RegExp(`--${name}: light-dark\\(oklch\\(([^)]+)\\), oklch\\(([^)]+)\\)\\)`).exec(css);
  const value = theme === "light" ? pair?.[1] : pair?.[2];
  const [lightness, chroma, hue] = (value ?? "").split(" ").map(Number);
  if (lightness === undefined || chroma === undefined || hue === undefined) throw new Error(`No token --${name}`);
  return luminance(lightness, chroma, hue);
}

function contrast(text: string, surface: string, theme: Theme): number {
  const [lighter, darker] = [readToken(text, theme), readToken(surface, theme)].toSorted((a, b) => b - a);
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
