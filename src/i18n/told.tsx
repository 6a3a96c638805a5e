"use client";
import { useLocale } from "next-intl";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { FORMAT_LOCALES } from "@/domain/words/languages";
import { type Sentences, sentenceTranslator } from "@/domain/words/sentences";

const Tell = createContext<(english: string) => string>((english) => english);

/**
 * What is wrong with an input, why somebody waits and what a step noted is written where it is decided, in English;
 * inside, it is told in the page's language.
 */
export function SentencesProvider({ sentences, children }: { sentences: Sentences; children: ReactNode }) {
  const locale = FORMAT_LOCALES[useLocale()];
  const tell = useMemo(() => sentenceTranslator(sentences, locale), [sentences, locale]);
  return <Tell value={tell}>{children}</Tell>;
}

/** Tells such a sentence in the page's language; one that isn't known stays as it is. */
export const useTell = () => useContext(Tell);

/** The same, as a part of a page. */
export const Told = ({ children }: { children: string }) => useTell()(children);
