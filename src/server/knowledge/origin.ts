import { type AnswerPair, answerText } from "@/domain/knowledge/answer-pair";
import type { ParseResult } from "@/domain/knowledge/document";
import type { Database } from "../db/client";
import { findAnswer } from "./answers/queries";
import type { Chunk } from "./chunking";
import type { DocumentRow } from "./document-queries";
import { ReadingOver } from "./store-chunks";
import { findPageTitle } from "./web-sources/queries";

interface DocumentKey {
  accountId: string;
  documentId: string;
}

export interface Origin {
  /** What the document is called once its content is read. */
  name: string;
  /** What tells the parsers the format. */
  fileName: string;
  /** Of a document that is one: nothing has to be parsed then. */
  answer?: AnswerPair;
}

/** What a document is made from, as far as reading it depends on that. @throws ReadingOver */
export async function findOrigin(db: Database, key: DocumentKey, document: DocumentRow): Promise<Origin> {
  const { name, source, mediaType } = document;
  if (source === "file") return { name, fileName: name };
  if (source === "web") {
    const page = await findPageTitle(db, key);
    if (!page) throw new ReadingOver();
    return { name: page.title, fileName: `page.${EXTENSIONS[mediaType] ?? "html"}` };
  }
  const answer = await findAnswer(db, key);
  if (!answer) throw new ReadingOver();
  return { name: answer.question, fileName: "answer.md", answer };
}

/** Of the media types that the crawler reads. */
const EXTENSIONS: Record<string, string> = {
  "application/pdf": "pdf",
  "text/markdown": "md",
  "text/x-markdown": "md",
  "text/plain": "txt",
};

export const asOnePage = (answer: AnswerPair): ParseResult => ({
  status: "ready",
  pages: [{ number: 1, text: answerText(answer) }],
  hasPageNumbers: false,
  warnings: [],
});

/** Whole, however long the answer is: cut, its second half would be found without its question. */
export const asOnePassage = ({ question, answer }: AnswerPair): Chunk => ({
  page: null,
  heading: question,
  text: answer,
});
