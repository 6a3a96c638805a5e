"use client";
import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";

interface Part {
  /** What to ask for next; null after the last part. */
  next: number | null;
}

/** A long list that comes in parts, from some number on. */
export function useParts<Answer extends Part>(key: readonly unknown[], first: number, load: Load<Answer>) {
  return useInfiniteQuery<Answer, Error, InfiniteData<Answer>, readonly unknown[], number>({
    queryKey: [...key, first],
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: first,
    getNextPageParam: (part) => part.next,
  });
}

type Load<Answer> = (from: number, signal: AbortSignal) => Promise<Answer>;
