import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  vector,
} from "drizzle-orm/pg-core";
import type { DocumentSource, DocumentStatus, FailureReason } from "@/domain/knowledge/document";
import { EMBEDDING_DIMENSIONS } from "@/domain/knowledge/embedding";
import type { ChunkLanguage } from "@/domain/knowledge/terms";
import { accounts } from "./accounts";
import { bytea, createdAt, id, instant, lifecycle } from "./columns";

export const documents = pgTable(
  "documents",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** What it was made from; those of `web` and `answer` have a row of their own in knowledge-sources.ts. */
    source: text().$type<DocumentSource>().notNull().default("file"),
    /** Where people put it; null: nowhere. It changes nothing about what is found. */
    folder: text(),
    mediaType: text().notNull(),
    sizeBytes: integer().notNull(),
    /** SHA-256 of the bytes, hex: files of the same bytes are the same document. */
    contentHash: text().notNull(),
    status: text().$type<DocumentStatus>().notNull().default("queued"),
    failureReason: text().$type<FailureReason>(),
    /** Done and all units of the current stage: pages while parsing, scanned pages while recognising, chunks while embedding. */
    progressDone: integer().notNull().default(0),
    progressTotal: integer().notNull().default(0),
    pageCount: integer(),
    chunkCount: integer().notNull().default(0),
    characterCount: integer().notNull().default(0),
    /** How many of its pages are pictures that were read. */
    picturePageCount: integer().notNull().default(0),
    /** Sentences for people, such as "12 of 40 pages have no text: they are pictures." */
    warnings: jsonb().$type<string[]>().notNull().default([]),
    uploadedBy: text(),
    readyAt: instant(),
    /** How many files have stood in its place, this one included. */
    version: integer().notNull().default(1),
    /** When the file of this version took over; null for the first. */
    replacedAt: instant(),
    /**
     * This row is the next version of that document, which answers until this one has been read and takes its place;
     * then this row is gone. It has no chunks of its own: they are written as the other's next generation.
     */
    replacesId: id().references((): AnyPgColumn => documents.id, { onDelete: "cascade" }),
    /** Counts its readings. Whoever reads does so under one number, and stops when it is no longer the current one. */
    reading: integer().notNull().default(0),
    /** Only chunks of this generation are found; those of the next one are being written. */
    generation: integer().notNull().default(0),
    ...lifecycle,
  },
  (t) => [
    // Two addresses may have the same page, and two questions the same answer.
    uniqueIndex("documents_account_hash_uq").on(t.accountId, t.contentHash).where(sql`source = 'file'`),
    check("documents_source_ck", sql`${t.source} in ('file', 'web', 'answer')`),
    // One next version at a time.
    uniqueIndex("documents_replaces_uq").on(t.replacesId),
    check("documents_folder_ck", sql`char_length(${t.folder}) <= 60`),
    check(
      "documents_status_ck",
      sql`${t.status} in ('queued', 'parsing', 'recognising', 'embedding', 'ready', 'failed')`,
    ),
  ],
).enableRLS();

/** The uploaded bytes, apart from `documents` so that a list never drags them along. */
export const documentFiles = pgTable("document_files", {
  documentId: id()
    .primaryKey()
    .references(() => documents.id, { onDelete: "cascade" }),
  accountId: id()
    .notNull()
    .references(() => accounts.id, { onDelete: "cascade" }),
  bytes: bytea().notNull(),
  /** What opens it, sealed for this document (server/seal.ts); there only until it was read, whatever came of that. */
  sealedPassword: text(),
  createdAt: createdAt(),
}).enableRLS();

/** The pages as they were read, kept so that people can see what the bot sees. */
export const documentPages = pgTable(
  "document_pages",
  {
    documentId: id()
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** 1-based. */
    number: integer().notNull(),
    text: text().notNull(),
    /** The page is a picture, and the text was read from it. */
    isFromPicture: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.documentId, t.number] })],
).enableRLS();

export const documentChunks = pgTable(
  "document_chunks",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    documentId: id()
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    /** See documents.generation. */
    generation: integer().notNull().default(0),
    /** Order within the document, from 0. */
    position: integer().notNull(),
    /** 1-based page it stands on; null for formats without pages. */
    page: integer(),
    /** Path of headings above it, outermost first, joined by " › "; "" when there is none. */
    heading: text().notNull().default(""),
    text: text().notNull(),
    /** It speaks to a machine instead of informing people, and nobody has said that this is fine: never found. */
    quarantined: boolean().notNull().default(false),
    /** "en" or "und" (anything else, or unknown): says which analyzer made its terms. */
    language: text().$type<ChunkLanguage>().notNull().default("und"),
    /** Number of word terms (after stopwords and stemming): the document length of BM25. */
    termCount: integer().notNull(),
    /** Number of character trigrams: the document length of the trigram BM25. */
    trigramCount: integer().notNull(),
    /** Which model made the vectors; a query compares only with its own kind. */
    embeddingModel: text().notNull(),
    embedding: vector({ dimensions: EMBEDDING_DIMENSIONS }).notNull(),
    /** Sentence vectors for the fine score, packed: see knowledge/packed-vectors.ts. */
    sentenceEmbeddings: bytea().notNull(),
  },
  (t) => [
    uniqueIndex("document_chunks_position_uq").on(t.documentId, t.generation, t.position),
    index("document_chunks_account_idx").on(t.accountId),
    index("document_chunks_quarantined_idx").on(t.accountId).where(sql`${t.quarantined}`),
    index("document_chunks_embedding_idx")
      .using("hnsw", t.embedding.op("vector_cosine_ops"))
      .with({ m: 16, ef_construction: 64 }),
  ],
).enableRLS();

/** Inverted index of word terms: the lexical leg is BM25 in SQL over it. Terms of other analyzers than English start with "~". */
export const chunkTerms = pgTable(
  "chunk_terms",
  {
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    term: text().notNull(),
    chunkId: id()
      .notNull()
      .references(() => documentChunks.id, { onDelete: "cascade" }),
    frequency: integer().notNull(),
    /** The chunk's termCount again, so that BM25 needs no join. */
    chunkLength: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.term, t.chunkId] }), index("chunk_terms_chunk_idx").on(t.chunkId)],
).enableRLS();

/** In how many chunks of an account a character trigram stands; postings would be too many, and candidates are few. */
export const trigramStatistics = pgTable(
  "trigram_statistics",
  {
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    trigram: text().notNull(),
    chunkCount: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.trigram] })],
).enableRLS();

/** In how many chunks of an account a word term stands: idf, and the vocabulary that mistyped words are compared with. */
export const termStatistics = pgTable(
  "term_statistics",
  {
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    term: text().notNull(),
    chunkCount: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.term] }),
    // For "starts with", whatever the database's collation.
    index("term_statistics_prefix_idx").on(t.accountId, t.term.op("text_pattern_ops")),
  ],
).enableRLS();

/** Sums over the chunks of an account per language, for mean lengths and idf. Changed together with the chunks. */
export const chunkTotals = pgTable(
  "chunk_totals",
  {
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    language: text().$type<ChunkLanguage>().notNull(),
    chunkCount: integer().notNull(),
    termCount: integer().notNull(),
    trigramCount: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.language] })],
).enableRLS();
