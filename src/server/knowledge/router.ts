import { z } from "zod";
import { asksForPassword, MAX_FOLDER_LENGTH } from "@/domain/knowledge/document";
import { accountProcedure, formOrJson, router } from "@/server/api/trpc";
import { answersRouter } from "./answers/router";
import { gapsRouter } from "./gaps/router";
import type { KnowledgeDocument, ListedDocument } from "./service";
import { webSourcesRouter } from "./web-sources/router";

const documentKey = z.object({ documentId: z.string().min(1).max(40) });
const folderName = z
  .string()
  .trim()
  .max(MAX_FOLDER_LENGTH, {
    error: `A folder's name has at most ${MAX_FOLDER_LENGTH} characters.`,
  });

const findingKey = z.object({ findingId: z.string().min(1).max(40) });

/** Uploads are read into memory once; anything larger is refused before that by the server's body limit. */
const file = z.instanceof(File, { error: "Choose a file to upload." });
const uploadSchema = formOrJson(z.object({ file, folder: folderName.optional() }));
const replaceSchema = formOrJson(documentKey.extend({ file }));
/** Not called `password`: it opens a file and proves nothing about who asks. */
const unlockSchema = documentKey.extend({
  filePassword: z.string().min(1, { error: "Enter the file's password." }).max(200),
});

/** What a file is and how far its reading has come. */
const factsOf = (row: KnowledgeDocument) => ({
  id: row.id,
  name: row.name,
  mediaType: row.mediaType,
  sizeBytes: row.sizeBytes,
  status: row.status,
  failureReason: row.failureReason,
  asksForPassword: asksForPassword(row),
  progressDone: row.progressDone,
  progressTotal: row.progressTotal,
});

const listed = (row: ListedDocument) => ({
  ...factsOf(row),
  source: row.source,
  folder: row.folder,
  version: row.version,
  replacedAt: row.replacedAt,
  pageCount: row.pageCount,
  chunkCount: row.chunkCount,
  picturePageCount: row.picturePageCount,
  warnings: row.warnings,
  createdAt: row.createdAt,
  readyAt: row.readyAt,
  /** The file that is to take its place, while it is read or when that failed. */
  replacement: row.replacement && factsOf(row.replacement),
});

/** From where on, and how many at most. */
const partOf = (most: number) => ({
  from: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(most).default(20),
});

const bytesOf = async (upload: File) => new Uint8Array(await upload.arrayBuffer());

export const knowledgeRouter = router({
  web: webSourcesRouter,
  answers: answersRouter,
  gaps: gapsRouter,

  list: accountProcedure("knowledge.read").query(async ({ ctx }) => {
    const [rows, pages, questions] = await Promise.all([
      ctx.services.knowledge.listDocuments(ctx.accountId),
      ctx.services.webSources.listPages(ctx.accountId),
      ctx.services.answers.listQuestions(ctx.accountId),
    ]);
    const pageOf = new Map(pages.map(({ documentId, ...page }) => [documentId, page]));
    const questionOf = new Map(questions.map(({ documentId, question }) => [documentId, question]));
    return rows.map((row) => ({
      ...listed(row),
      /** Of a page of the web. */
      web: pageOf.get(row.id) ?? null,
      /** Of a question with its answer, as it was last written. */
      question: questionOf.get(row.id) ?? null,
    }));
  }),

  /** How far the passages are prepared for a new search model; null while there is nothing to prepare. */
  preparation: accountProcedure("knowledge.read").query(({ ctx }) =>
    ctx.services.knowledge.findPreparation(ctx.accountId),
  ),

  upload: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.uploaded" })
    .input(uploadSchema)
    .mutation(async ({ ctx: { services, accountId, user, actor }, input }) =>
      services.knowledge.addDocument({
        accountId,
        name: input.file.name,
        bytes: await bytesOf(input.file),
        folder: input.folder,
        uploadedBy: user.id,
        actor,
      }),
    ),

  /** A new file for a document, which goes on answering until that one has been read. */
  replace: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.replaced" })
    .input(replaceSchema)
    .mutation(async ({ ctx: { services, accountId, user, actor }, input }) =>
      services.knowledge.replaceDocument({
        accountId,
        documentId: input.documentId,
        name: input.file.name,
        bytes: await bytesOf(input.file),
        uploadedBy: user.id,
        actor,
      }),
    ),

  /** Also gives up the next version of a document, by its own id. */
  delete: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.deleted" })
    .input(documentKey)
    .mutation(({ ctx: { services, accountId, actor }, input: { documentId } }) =>
      services.knowledge.deleteDocument({ accountId, documentId, actor }),
    ),

  retry: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.retried" })
    .input(documentKey)
    .mutation(({ ctx: { services, accountId, actor }, input: { documentId } }) =>
      services.knowledge.retryDocument({ accountId, documentId, actor }),
    ),

  stop: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.stopped" })
    .input(documentKey)
    .mutation(({ ctx: { services, accountId, actor }, input: { documentId } }) =>
      services.knowledge.stopDocument({ accountId, documentId, actor }),
    ),

  unlock: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.unlocked" })
    .input(unlockSchema)
    .mutation(({ ctx: { services, accountId, actor }, input: { documentId, filePassword } }) =>
      services.knowledge.unlockDocument({ accountId, documentId, filePassword, actor }),
    ),

  setFolder: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.moved" })
    .input(documentKey.extend({ folder: folderName.nullable() }))
    .mutation(({ ctx: { services, accountId, actor }, input: { documentId, folder } }) =>
      services.knowledge.setFolder({ accountId, documentId, folder, actor }),
    ),

  /** What is worth a look in the documents as a whole, and in the questions they didn't answer. */
  findings: accountProcedure("knowledge.read").query(async ({ ctx }) => {
    const { findings, examined } = await ctx.services.doctor.listFindings(ctx.accountId);
    return {
      findings: findings.map(({ id, kind, severity, sources, details }) => ({ id, kind, severity, sources, details })),
      examined: examined ?? null,
    };
  }),

  dismissFinding: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.findingDismissed" })
    .input(findingKey)
    .mutation(({ ctx, input }) =>
      ctx.services.doctor.dismissFinding({ accountId: ctx.accountId, findingId: input.findingId, actor: ctx.actor }),
    ),

  restoreFinding: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.findingRestored" })
    .input(findingKey)
    .mutation(({ ctx, input }) =>
      ctx.services.doctor.restoreFinding({ accountId: ctx.accountId, findingId: input.findingId, actor: ctx.actor }),
    ),

  /** What the reading of a document came to: what people need to know before they trust it. */
  reading: accountProcedure("knowledge.read")
    .input(documentKey)
    .query(async ({ ctx: { services, accountId }, input: { documentId } }) => {
      const { document, emptyPages, languages } = await services.knowledge.getReading({ accountId, documentId });
      return {
        ...factsOf(document),
        source: document.source,
        version: document.version,
        replacedAt: document.replacedAt,
        readyAt: document.readyAt,
        pageCount: document.pageCount,
        chunkCount: document.chunkCount,
        characterCount: document.characterCount,
        picturePageCount: document.picturePageCount,
        warnings: document.warnings,
        emptyPages,
        languages,
      };
    }),

  /** What was read from the document, page by page, so that people can see what the bot sees. */
  pages: accountProcedure("knowledge.read")
    .input(documentKey.extend(partOf(50)))
    .query(({ ctx: { services, accountId }, input }) => services.knowledge.listPages({ ...input, accountId })),

  /** The passages of a document, which are what is found and answered from. */
  passages: accountProcedure("knowledge.read")
    .input(documentKey.extend(partOf(100)))
    .query(({ ctx: { services, accountId }, input }) => services.knowledge.listPassages({ ...input, accountId })),

  /** On which pages of a document words stand. */
  search: accountProcedure("knowledge.read")
    .input(documentKey.extend({ words: z.string().trim().min(2, "Write at least two characters.").max(100) }))
    .query(({ ctx: { services, accountId }, input }) => services.knowledge.searchPages({ ...input, accountId })),
});
