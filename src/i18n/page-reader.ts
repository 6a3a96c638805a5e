import "server-only";
import { cookies } from "next/headers";
import { getLocale } from "next-intl/server";
import { type KnownReader, parseReader, READER_COOKIE, readerOf } from "@/domain/words/reader";

/** Who asks for the page; undefined until their browser has been here once. */
export async function findPageReader(): Promise<KnownReader | undefined> {
  const kept = parseReader((await cookies()).get(READER_COOKIE)?.value);
  return kept && readerOf(kept, await getLocale());
}
