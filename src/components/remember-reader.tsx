"use client";
import { useEffect } from "react";
import { READER_COOKIE, writeReader } from "@/domain/words/reader";

const YEAR_S = 365 * 24 * 60 * 60;

/** Keeps the reader's zone and language for the next page, which can then come with its figures. Shows nothing. */
export function RememberReader() {
  useEffect(() => {
    const value = writeReader(Intl.DateTimeFormat().resolvedOptions());
    // biome-ignore lint/suspicious/noDocumentCookie: the store of cookies is not in every browser, and this one is no secret
    document.cookie = `${READER_COOKIE}=${value}; path=/; max-age=${YEAR_S}; samesite=lax`;
  }, []);
  return null;
}
