"use client";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Blank } from "@/domain/automation/variables";
import { FORMAT_LOCALES } from "@/domain/words/languages";
import type { MessageKey } from "@/domain/words/translate";

/** Those that every business has; others are called as the business calls them. */
const NAMES: Record<string, MessageKey> = {
  name: "inbox.blanks.name",
  "first name": "inbox.blanks.firstName",
  business: "inbox.blanks.business",
  operator: "inbox.blanks.operator",
  "next opening": "inbox.blanks.nextOpening",
  "the gap": "inbox.blanks.gap",
};

/** What is still to be written into a saved reply before it can go. */
export function BlanksNotice({ blanks, onSend }: { blanks: readonly Blank[]; onSend: () => void }) {
  const t = useTranslations();
  const locale = useLocale();
  const labels = [...new Set(blanks.map(({ label }) => label))].map((label) => {
    const name = Object.hasOwn(NAMES, label) ? NAMES[label] : undefined;
    return name ? t(name) : label;
  });
  const gaps = new Intl.ListFormat(FORMAT_LOCALES[locale]).format(labels);
  return (
    <p
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-attention-line border-b bg-attention-surface px-4 py-2 text-attention text-sm"
    >
      <span className="min-w-0 flex-1">{t("inbox.blanks.notSent", { gaps })}</span>
      <Button variant="link" onClick={onSend}>
        {t("inbox.blanks.sendAsItIs")}
      </Button>
    </p>
  );
}
