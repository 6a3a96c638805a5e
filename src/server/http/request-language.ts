import type { IncomingMessage } from "node:http";
import { parseCookieHeader } from "@supabase/ssr";
import {
  isLanguage,
  LANGUAGE_COOKIE,
  LANGUAGE_HEADER,
  type Language,
  preferredLanguage,
} from "@/domain/words/languages";

/**
 * In which language a request is refused: that of the page that sent it. Links to files and event streams can't carry its
 * header; for those what was chosen in this browser counts, else what the browser asks for.
 */
export function requestLanguage({ headers }: Pick<IncomingMessage, "headers">): Language {
  const ofPage = headers[LANGUAGE_HEADER];
  if (ofPage !== undefined) return isLanguage(ofPage) ? ofPage : "en";
  const chosen = parseCookieHeader(headers.cookie ?? "").find(({ name }) => name === LANGUAGE_COOKIE)?.value;
  return isLanguage(chosen) ? chosen : preferredLanguage(headers["accept-language"]);
}
