"use client";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { Input } from "@/components/ui/input";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { DocumentKey } from "./document-text";
import { MarkedText } from "./marked-text";

interface TextSearchProps {
  documentKey: DocumentKey;
  onFound: (page: number, words: string) => void;
}

/** Fewer stand nearly everywhere. */
const MIN_LENGTH = 2;

/** Finds words on the pages of the document. */
export function TextSearch({ documentKey, onFound }: TextSearchProps) {
  const t = useTranslations();
  const [words, setWords] = useState("");
  const asked = useDeferredValue(words.trim());
  return (
    <search className="flex flex-col gap-2">
      <div className="relative">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 start-3 size-4 -translate-y-1/2 text-ink-faint"
        />
        <Input
          type="search"
          aria-label={t("knowledge.search.label")}
          placeholder={t("knowledge.search.label")}
          maxLength={100}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="ps-9"
        />
      </div>
      {asked.length >= MIN_LENGTH && <Matches documentKey={documentKey} words={asked} onFound={onFound} />}
    </search>
  );
}

function Matches({ documentKey, words, onFound }: TextSearchProps & { words: string }) {
  const t = useTranslations();
  const { data, error } = api.knowledge.search.useQuery(
    { ...documentKey, words },
    { placeholderData: (previous) => previous },
  );
  if (error) return <p className="text-danger text-sm">{errorWords(error, t)}</p>;
  if (!data) return <p className="text-ink-faint text-sm">{t("knowledge.search.searching")}</p>;
  if (data.matches.length === 0)
    return (
      <p role="status" className="text-ink-soft text-sm">
        {t("knowledge.search.none", { words })}
      </p>
    );
  const places = data.matches.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="flex flex-col gap-1">
      <p role="status" className="text-ink-soft text-sm">
        {t(data.isCut ? "knowledge.search.foundMore" : "knowledge.search.found", {
          places,
          pages: data.matches.length,
        })}
      </p>
      <ul
        aria-label={t("knowledge.whereItStands")}
        className="flex max-h-72 flex-col divide-y divide-line overflow-y-auto border-y"
      >
        {data.matches.map(({ page, snippet }) => (
          <li key={page}>
            <button
              type="button"
              onClick={() => onFound(page, words)}
              className="flex w-full gap-3 px-1 py-2 text-start text-sm transition-colors hover:bg-pressed/60"
            >
              <span className="w-16 shrink-0 text-ink-faint tabular-nums">{t("knowledge.reading.page", { page })}</span>
              <span dir="auto" className="min-w-0 break-words text-ink-soft">
                <MarkedText text={snippet} words={words} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
