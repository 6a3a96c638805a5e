import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLanguage, LANGUAGE_COOKIE, type Language, preferredLanguage } from "@/domain/words/languages";
import { api } from "@/trpc/server";
import { loadMessages } from "./messages";

/** What somebody chose for themselves, else what was chosen in this browser, else what the browser asks for. */
async function languageOfRequest(): Promise<Language> {
  const chosenHere = (await cookies()).get(LANGUAGE_COOKIE)?.value;
  const chosen = (await languageOfUser()) ?? chosenHere;
  return isLanguage(chosen) ? chosen : preferredLanguage((await headers()).get("accept-language"));
}

async function languageOfUser(): Promise<string | null> {
  try {
    return (await api.auth.me())?.language ?? null;
  } catch {
    // The page says what is wrong, and can say it in any language.
    return null;
  }
}

export default getRequestConfig(async () => {
  const locale = await languageOfRequest();
  return { locale, messages: await loadMessages(locale), timeZone: "UTC" };
});
