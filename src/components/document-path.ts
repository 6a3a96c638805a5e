import type { Route } from "next";

/** The page of a document, opened at one of its pages (1-based). */
export const documentPath = (accountId: string, documentId: string, page?: number | null): Route =>
  `/accounts/${accountId}/knowledge/${documentId}${page && page > 1 ? `?page=${page}` : ""}` as Route;
