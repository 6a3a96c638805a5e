import { isTimeZone } from "../automation/zoned-time";
import { FORMAT_LOCALES, type Language } from "./languages";

/** Who reads a page, as far as the words of times depend on it. */
export interface KnownReader {
  /** IANA name. */
  timeZone: string;
  /** In which dates are written: the browser's own kind of the page's language, where it has one ("es-MX"). */
  locale: string;
}

/** Where the browser keeps its zone and language for pages that are drawn on the server. */
export const READER_COOKIE = "parley-reader";

/** @param browser what `Intl.DateTimeFormat().resolvedOptions()` says there */
export function readerOf(browser: KnownReader, language: Language): KnownReader {
  const isKindOfIt = browser.locale.split("-")[0] === language;
  return { timeZone: browser.timeZone, locale: isKindOfIt ? browser.locale : FORMAT_LOCALES[language] };
}

/** The cookie's value. */
export const writeReader = ({ timeZone, locale }: KnownReader): string => encodeURIComponent(`${timeZone} ${locale}`);

const LONGEST = 100;

/**
 * What the browser said of itself. A cookie may say anything: undefined unless it names a zone and a language that there are.
 * @param text the cookie's value, decoded
 */
export function parseReader(text: string | undefined): KnownReader | undefined {
  if (text === undefined || text.length > LONGEST) return undefined;
  const [timeZone = "", locale = "", ...more] = text.split(" ");
  return more.length === 0 && isTimeZone(timeZone) && isLocale(locale) ? { timeZone, locale } : undefined;
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1 && locale !== "";
  } catch {
    return false;
  }
}
