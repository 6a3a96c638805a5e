import { z } from "zod";
import { FAILURE_MESSAGES } from "@/domain/knowledge/document";
import { accountProcedure, formOrJson, router } from "@/server/api/trpc";
import { answersRouter } from "./answers/router";
import { webSourcesRouter } from "./web-sources/router";

const documentKey = z.object({ documentId: z.string().min(1).max(40) });

/** Uploads are read into memory once; anything larger is refused before that by the server's body limit. */
const uploadSchema = formOrJson(z.object({ file: z.instanceof(File, { error: "Choose a file to upload." }) }));

export const knowledgeRouter = router({
  web: webSourcesRouter,
  answers: answersRouter,

  list: accountProcedure("knowledge.read").query(async ({ ctx }) => {
    const [rows, pages, questions] = await Promise.all([
      ctx.services.knowledge.listDocuments(ctx.accountId),
      ctx.services.webSources.listPages(ctx.accountId),
      ctx.services.answers.listQuestions(ctx.accountId),
    ]);
    const pageOf = new Map(pages.map(({ documentId, ...page }) => [documentId, page]));
    const questionOf = new Map(questions.map(({ documentId, question }) => [documentId, question]));
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      source: row.source,
      /** Of a page of the web. */
      web: pageOf.get(row.id) ?? null,
      /** Of a question with its answer, as it was last written. */
      question: questionOf.get(row.id) ?? null,
      mediaType: row.mediaType,
      sizeBytes: row.sizeBytes,
      status: row.status,
      failureMessage: row.failureReason ? FAILURE_MESSAGES[row.failureReason] : null,
      progressDone: row.progressDone,
      progressTotal: row.progressTotal,
      pageCount: row.pageCount,
      chunkCount: row.chunkCount,
      warnings: row.warnings,
      createdAt: row.createdAt,
      readyAt: row.readyAt,
    }));
  }),

  upload: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.uploaded" })
    .input(uploadSchema)
    .mutation(async ({ ctx, input }) =>
      ctx.services.knowledge.addDocument({
        accountId: ctx.accountId,
        name: input.file.name,
        bytes: new Uint8Array(await input.file.arrayBuffer()),
        uploadedBy: ctx.user.id,
        actor: ctx.actor,
      }),
    ),

  delete: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.deleted" })
    .input(documentKey)
    .mutation(({ ctx, input }) =>
      ctx.services.knowledge.deleteDocument({
        accountId: ctx.accountId,
        documentId: input.documentId,
        actor: ctx.actor,
      }),
    ),

  retry: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.retried" })
    .input(documentKey)
    .mutation(({ ctx, input }) =>
      ctx.services.knowledge.retryDocument({
        accountId: ctx.accountId,
        documentId: input.documentId,
        actor: ctx.actor,
      }),
    ),

  /** What was read from the document, page by page, so that people can see what the bot sees. */
  pages: accountProcedure("knowledge.read")
    .input(documentKey)
    .query(({ ctx, input }) =>
      ctx.services.knowledge.listPages({ accountId: ctx.accountId, documentId: input.documentId }),
    ),
});
