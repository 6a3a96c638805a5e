"use client";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { MenuLabel, MenuRadioGroup, MenuRadioItem } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { isLanguage, LANGUAGE_COOKIE, LANGUAGE_NAMES, LANGUAGES, type Language } from "@/domain/words/languages";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

const YEAR_S = 365 * 24 * 60 * 60;

/** Kept in the browser as well, for the pages before signing in. */
export function rememberLanguage(language: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the store of cookies is not in every browser, and this one is no secret
  document.cookie = `${LANGUAGE_COOKIE}=${language}; path=/; max-age=${YEAR_S}; samesite=lax`;
}

/** In which language the interface speaks to whoever is signed in, and how they choose another. */
export function useLanguage() {
  const t = useTranslations();
  const language = useLocale();
  const router = useRouter();
  const utils = api.useUtils();
  const change = api.profile.setLanguage.useMutation({
    onSuccess: async (_, chosen) => {
      rememberLanguage(chosen.language);
      await utils.auth.me.invalidate();
      router.refresh();
    },
    onError: (error) => void toast.error(t("shell.language.notChanged"), { description: errorWords(error, t) }),
  });
  return { language, choose: (chosen: string) => isLanguage(chosen) && change.mutate({ language: chosen }) };
}

/** The languages in a menu, each by its own name. */
export function LanguageChoice() {
  const t = useTranslations();
  const { language, choose } = useLanguage();
  return (
    <>
      <MenuLabel>{t("shell.language.title")}</MenuLabel>
      <MenuRadioGroup value={language} onValueChange={choose}>
        {LANGUAGES.map((each) => (
          <MenuRadioItem key={each} value={each} lang={each}>
            {LANGUAGE_NAMES[each]}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </>
  );
}
