"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import { PRESENCE_EVERY_MS, type Present, TYPING_LASTS_MS } from "@/domain/messaging/presence";
import { api } from "@/trpc/react";
import { newIdempotencyKey } from "./idempotency-key";

/** Tells the team that this conversation is open here, and whether somebody types, while the page is in sight. */
export function usePresence(accountId: string, conversationId: string) {
  const { client } = api.useUtils();
  const [tab] = useState(newIdempotencyKey);
  const [isTyping, setIsTyping] = useState(false);
  const stopsTyping = useRef<ReturnType<typeof setTimeout>>(undefined);
  const key = useMemo(() => ({ accountId, conversationId, tab }), [accountId, conversationId, tab]);
  const others = api.presence.list.useQuery({ accountId, conversationId }, { refetchInterval: PRESENCE_EVERY_MS });

  useEffect(() => {
    // A call that fails is made up for by the next one, and nobody has to know.
    const tell = () => {
      if (document.visibilityState === "visible")
        client.presence.tell.mutate({ ...key, isTyping }).catch(() => undefined);
    };
    tell();
    const timer = setInterval(tell, PRESENCE_EVERY_MS);
    document.addEventListener("visibilitychange", tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tell);
    };
  }, [client, key, isTyping]);

  useEffect(() => {
    const leave = () => void client.presence.leave.mutate(key).catch(() => undefined);
    const onVisibility = () => {
      if (document.visibilityState === "hidden") leave();
    };
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      clearTimeout(stopsTyping.current);
      setIsTyping(false);
      leave();
    };
  }, [client, key]);

  return {
    others: others.data ?? NOBODY,
    /** With every key. */
    noteTyping: () => {
      setIsTyping(true);
      clearTimeout(stopsTyping.current);
      stopsTyping.current = setTimeout(() => setIsTyping(false), TYPING_LASTS_MS);
    },
  };
}

const NOBODY: readonly Present[] = [];
