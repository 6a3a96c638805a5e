import { TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";
import { documentFailureWords, documentProgressWords, documentWarnings } from "@/domain/words/document";
import { languageNames } from "@/domain/words/language-names";
import { FORMAT_LOCALES } from "@/domain/words/languages";
import { pageRanges } from "@/domain/words/reading";
import { formatBytes } from "@/domain/words/unit";
import { Told } from "@/i18n/told";
import type { RouterOutputs } from "@/trpc/react";

type Reading = RouterOutputs["knowledge"]["reading"];

/** What a person wants to know before trusting what was read, and what could not be read. */
export function DocumentFacts({ reading }: { reading: Reading }) {
  const t = useTranslations();
  const locale = useLocale();
  const { emptyPages, pageCount, failureReason, readyAt } = reading;
  const progress = documentProgressWords(t, reading);
  const warnings = [
    ...documentWarnings(t, reading),
    ...(emptyPages.length > 0
      ? [
          t("knowledge.warnings.emptyPages", {
            count: emptyPages.length,
            pages: pageRanges(t, emptyPages, FORMAT_LOCALES[locale]),
          }),
        ]
      : []),
  ];
  return (
    <>
      <ul
        aria-label={t("knowledge.reading.facts")}
        className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-sm tabular-nums"
      >
        <li>{formatBytes(reading.sizeBytes, locale)}</li>
        {pageCount !== null && <li>{t("knowledge.counts.pages", { count: pageCount })}</li>}
        {reading.status === "ready" && (
          <>
            <li>{t("knowledge.counts.characters", { count: reading.characterCount })}</li>
            {reading.languages.length > 0 && <li>{languageNames(reading.languages, locale)}</li>}
          </>
        )}
        {reading.version > 1 && <li>{t("knowledge.reading.version", { version: reading.version })}</li>}
        {readyAt && (
          <li>{t.rich("knowledge.reading.readAt", { when: () => <LocalTime date={readyAt} as="moment" /> })}</li>
        )}
      </ul>
      {progress && <p className="text-ink-soft">{t("knowledge.reading.whenDone", { progress })}</p>}
      {failureReason && <p className="max-w-[72ch] text-danger">{documentFailureWords(t, failureReason)}</p>}
      {warnings.map((warning) => (
        <p key={warning} className="flex max-w-[72ch] items-start gap-1.5 text-attention text-sm">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          <Told>{warning}</Told>
        </p>
      ))}
    </>
  );
}
