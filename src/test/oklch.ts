/** A colour of the pages' tokens, such as `0.455 0.083 228`, as linear sRGB, 0..1; by Björn Ottosson's matrices. */
export function linearRgb(oklch: string): [red: number, green: number, blue: number] {
  const [lightness, chroma, hueDegrees] = oklch.split(" ").map(Number);
  if (lightness === undefined || chroma === undefined || hueDegrees === undefined)
    throw new Error(`No colour: ${oklch}`);
  const hue = (hueDegrees * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (linear: number) => Math.min(1, Math.max(0, linear));
  return [
    clamp(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    clamp(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    clamp(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}

/** The value of a token in `app/globals.css`, without its `oklch()`. */
export function readToken(css: string, name: string, theme: "light" | "dark"): string {
  const pair = new RegExp(`--${name}: light-dark\\(oklch\\(([^)]+)\\), oklch\\(([^)]+)\\)\\)`).exec(css);
  const value = theme === "light" ? pair?.[1] : pair?.[2];
  if (value === undefined) throw new Error(`No token --${name}`);
  return value;
}
