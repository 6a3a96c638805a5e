"use client";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type Sentences, sentenceTranslator } from "@/domain/words/sentences";

const ProblemWords = createContext<(english: string) => string>((english) => english);

/** What is wrong with an input is written beside the rule that says so, in English; inside, it is told in the page's language. */
export function ProblemWordsProvider({ sentences, children }: { sentences: Sentences; children: ReactNode }) {
  const tell = useMemo(() => sentenceTranslator(sentences), [sentences]);
  return <ProblemWords value={tell}>{children}</ProblemWords>;
}

/** Tells what is wrong with an input in the page's language. */
export const useProblemWords = () => useContext(ProblemWords);
