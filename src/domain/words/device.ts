import type { Translate } from "./translate";

/** Most telling first: browsers name others to be let in. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\b(?:Macintosh|Mac OS X)\b/, "Mac"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

const find = (names: readonly (readonly [RegExp, string])[], text: string) =>
  names.find(([pattern]) => pattern.test(text))?.[1];

/** What somebody uses; undefined where it is not known. */
export interface Device {
  browser?: string | undefined;
  system?: string | undefined;
}

/** Of a User-Agent header. */
export function deviceOf(userAgent: string | null): Device {
  const text = userAgent ?? "";
  return { browser: find(BROWSERS, text), system: find(SYSTEMS, text) };
}

/** "Firefox on Windows": enough for people to recognise their own browser in a list. */
export function deviceWords(t: Translate, { browser, system }: Device): string {
  if (browser && system) return t("common.device.browserOnSystem", { browser, system });
  return browser ?? system ?? t("common.device.unknown");
}
