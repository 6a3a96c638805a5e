"use client";
import { useTranslations } from "next-intl";
import { useLanguage } from "@/components/language-choice";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { LANGUAGE_NAMES, LANGUAGES } from "@/domain/words/languages";

/** The same choice as in the menu, for whoever looks for it among their settings. */
export function LanguagePanel() {
  const t = useTranslations();
  const { language, choose } = useLanguage();
  return (
    <SegmentedControl
      label={t("shell.language.title")}
      value={language}
      onChange={choose}
      options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      className="max-w-96"
    />
  );
}
