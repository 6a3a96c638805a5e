"use client";
import { useState } from "react";
import { api, type RouterOutputs } from "@/trpc/react";

export interface Exchange {
  id: number;
  question: string;
  /** Whose settings it is answered with. */
  which: "published" | "draft";
  /** Null while it is being answered, and when that failed. */
  result: RouterOutputs["playground"]["ask"] | null;
  failure: unknown;
}

/** The conversation of the playground. It lives in the page alone; each question carries what was said before. */
export function useExchanges(accountId: string) {
  const [exchanges, setExchanges] = useState<readonly Exchange[]>([]);
  const published = api.playground.ask.useMutation();
  const draft = api.playground.askDraft.useMutation();

  function send(exchange: Exchange, before: readonly Exchange[]) {
    const settle = (outcome: Partial<Exchange>) =>
      setExchanges((all) => all.map((other) => (other.id === exchange.id ? { ...other, ...outcome } : other)));
    const history = before.flatMap(({ question, result }) =>
      result
        ? [
            { role: "customer" as const, text: question },
            { role: "bot" as const, text: result.reply },
          ]
        : [],
    );
    (exchange.which === "draft" ? draft : published).mutate(
      { accountId, question: exchange.question, history: history.slice(-20) },
      { onSuccess: (result) => settle({ result }), onError: (failure) => settle({ failure }) },
    );
  }
  return {
    exchanges,
    isAsking: published.isPending || draft.isPending,
    ask: (question: string, which: Exchange["which"]) => {
      const exchange: Exchange = { id: exchanges.length + 1, question, which, result: null, failure: null };
      setExchanges([...exchanges, exchange]);
      send(exchange, exchanges);
    },
    retry: (id: number) => {
      const exchange = exchanges.find((other) => other.id === id);
      if (!exchange) return;
      setExchanges(exchanges.map((other) => (other.id === id ? { ...other, failure: null } : other)));
      send(
        exchange,
        exchanges.filter((other) => other.id < id),
      );
    },
    clear: () => setExchanges([]),
  };
}
