"use client";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { rememberLanguage } from "@/components/language-choice";
import { LANGUAGE_NAMES, LANGUAGES } from "@/domain/words/languages";

/** The languages by their own names, for whoever has not signed in yet: kept in this browser alone. */
export function LanguageRow() {
  const t = useTranslations();
  const here = useLocale();
  const router = useRouter();
  return (
    <ul aria-label={t("shell.language.title")} className="flex flex-wrap justify-center gap-x-1 text-sm">
      {LANGUAGES.map((language) => (
        <li key={language}>
          <button
            type="button"
            lang={language}
            aria-pressed={language === here}
            onClick={() => {
              rememberLanguage(language);
              router.refresh();
            }}
            className="min-h-9 rounded-mark px-2 text-ink-soft transition-colors hover:text-ink aria-pressed:font-medium aria-pressed:text-ink"
          >
            {LANGUAGE_NAMES[language]}
          </button>
        </li>
      ))}
    </ul>
  );
}
