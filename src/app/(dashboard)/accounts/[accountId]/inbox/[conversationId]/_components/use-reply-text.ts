"use client";
import { useEffect, useMemo, useState } from "react";
import { keepText, readKeptText, textStore } from "@/components/kept-texts";
import { api } from "@/trpc/react";

/** What is being written to a customer. It is kept on this machine while one looks elsewhere, until it is sent. */
export function useReplyText(accountId: string, conversationId: string) {
  const [me] = api.auth.me.useSuspenseQuery();
  const userId = me?.id ?? "";
  const place = useMemo(() => ({ userId, accountId, conversationId }), [userId, accountId, conversationId]);
  const [text, setText] = useState("");
  useEffect(() => {
    // Only now: the server, which drew the field first, doesn't know it. What is typed already stays.
    setText((current) => current || readKeptText(textStore(), place));
  }, [place]);
  return {
    text,
    changeText: (next: string) => {
      setText(next);
      try {
        keepText(textStore(), place, next, new Date());
      } catch {
        // The browser's room is full: then it is kept as long as the page is.
      }
    },
  };
}
