import { TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";
import { countWords, documentProgressWords, formatBytes } from "@/domain/words/document";
import { FORMAT_LOCALES } from "@/domain/words/languages";
import { languageNames, pageRanges } from "@/domain/words/reading";
import type { Translate } from "@/domain/words/translate";
import type { RouterOutputs } from "@/trpc/react";

type Reading = RouterOutputs["knowledge"]["reading"];

/** What a person wants to know before trusting what was read, and what could not be read. */
export function DocumentFacts({ reading }: { reading: Reading }) {
  const t = useTranslations();
  const locale = useLocale();
  const { emptyPages, pageCount, warnings, failureMessage } = reading;
  const progress = documentProgressWords(reading);
  return (
    <>
      <ul aria-label="Facts" className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-sm tabular-nums">
        <li>{formatBytes(reading.sizeBytes)}</li>
        {pageCount !== null && <li>{countWords(pageCount, "page")}</li>}
        {reading.status === "ready" && (
          <>
            <li>{countWords(reading.characterCount, "character")}</li>
            {reading.languages.length > 0 && <li>{languageNames(reading.languages, locale)}</li>}
          </>
        )}
        {reading.version > 1 && <li>Version {reading.version}</li>}
        {reading.readyAt && (
          <li>
            Read <LocalTime date={reading.readyAt} as="moment" />
          </li>
        )}
      </ul>
      {progress && <p className="text-ink-soft">{progress}. What was read is shown here when it is done.</p>}
      {failureMessage && <p className="max-w-[72ch] text-danger">{failureMessage}</p>}
      {[...warnings, ...(emptyPages.length > 0 ? [emptyPagesWords(t, emptyPages, FORMAT_LOCALES[locale])] : [])].map(
        (warning) => (
          <p key={warning} className="flex max-w-[72ch] items-start gap-1.5 text-attention text-sm">
            <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
            {warning}
          </p>
        ),
      )}
    </>
  );
}

const emptyPagesWords = (t: Translate, numbers: readonly number[], locale: string): string =>
  `The bot knows nothing of ${numbers.length === 1 ? "page" : "pages"} ${pageRanges(t, numbers, locale)}: no text could be read there.`;
