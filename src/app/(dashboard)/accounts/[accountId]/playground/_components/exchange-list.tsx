"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { ConfidenceMark } from "@/components/confidence-mark";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { bandWords } from "@/domain/words/band";
import { formatMilliseconds } from "@/domain/words/unit";
import { errorWords } from "@/trpc/errors";
import type { Exchange } from "./use-exchanges";

interface ExchangeListProps {
  botName: string;
  exchanges: readonly Exchange[];
  /** Whose reasons stand at the side. */
  shownId: number | null;
  onChoose: (id: number) => void;
  onRetry: (id: number) => void;
}

const bubble = "max-w-[min(86%,36rem)] rounded-bubble px-3.5 py-2 text-lg leading-[1.4] md:text-base md:leading-[1.45]";

/** Questions and answers so far; each answer's mark brings its reasons to the side. */
export function ExchangeList({ botName, exchanges, shownId, onChoose, onRetry }: ExchangeListProps) {
  const t = useTranslations();
  const end = useRef<HTMLLIElement>(null);
  const last = exchanges.at(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when there is something new to see, not on every drawing
  useEffect(() => {
    // A statement: in newer browsers it returns a promise, which an effect must not.
    end.current?.scrollIntoView({ block: "nearest" });
  }, [last?.id, last?.result]);
  return (
    <div
      role="log"
      aria-label={t("playground.log.title")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
      tabIndex={0}
      className="scroll-quiet flex min-h-0 flex-1 flex-col-reverse overflow-y-auto -outline-offset-2 max-xl:min-h-fit max-xl:justify-end"
    >
      <ol className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-4 py-3 md:px-6">
        {exchanges.map((exchange) => (
          <li key={exchange.id} className="flex animate-arrive flex-col gap-2">
            <p
              dir="auto"
              className={cn(bubble, "self-start whitespace-pre-wrap break-words rounded-es-mark bg-says-customer")}
            >
              {exchange.question}
            </p>
            <Answer
              botName={botName}
              exchange={exchange}
              isShown={exchange.id === shownId}
              onChoose={() => onChoose(exchange.id)}
              onRetry={() => onRetry(exchange.id)}
            />
          </li>
        ))}
        <li ref={end} aria-hidden="true" />
      </ol>
    </div>
  );
}

interface AnswerProps {
  botName: string;
  exchange: Exchange;
  isShown: boolean;
  onChoose: () => void;
  onRetry: () => void;
}

function Answer({ botName, exchange, isShown, onChoose, onRetry }: AnswerProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { result, failure } = exchange;
  if (failure)
    return (
      <div role="alert" className="flex flex-wrap items-center justify-end gap-3 text-danger">
        {errorWords(failure, t)}
        <Button size="sm" onClick={onRetry}>
          {t("common.actions.tryAgain")}
        </Button>
      </div>
    );
  if (!result)
    return (
      <div
        role="status"
        aria-label={t("playground.log.answering")}
        className={cn(bubble, "flex gap-1 self-end rounded-ee-mark bg-says-bot py-3.5")}
      >
        {[0, 160, 320].map((delayMs) => (
          <span
            key={delayMs}
            className="size-1.5 animate-breathe rounded-full bg-accent"
            style={{ animationDelay: `${delayMs}ms` }}
          />
        ))}
      </div>
    );
  const totalMs = result.trace.steps.reduce((sum, { ms }) => sum + ms, 0);
  return (
    <div className="flex flex-col items-end gap-1">
      <span className="px-1 text-ink-faint text-xs">{botName}</span>
      <p
        dir="auto"
        className={cn(
          bubble,
          "whitespace-pre-wrap break-words rounded-ee-mark bg-says-bot",
          isShown && "ring-1 ring-accent-line",
        )}
      >
        {result.reply}
      </p>
      <div className="flex items-center gap-2 px-1 text-ink-faint text-xs">
        <button
          type="button"
          aria-pressed={isShown}
          aria-label={t("playground.log.why", { band: bandWords(t, result.band).label })}
          onClick={onChoose}
          className="flex h-6 items-center rounded-mark px-1 transition-colors hover:bg-hover"
        >
          <ConfidenceMark band={result.band} />
        </button>
        {result.answeredWith && (
          <span>
            {result.answeredWith.kind === "draft"
              ? t("playground.log.withDraft")
              : t("playground.log.version", { version: result.answeredWith.version })}
          </span>
        )}
        <span className="tabular-nums">{formatMilliseconds(totalMs, locale)}</span>
      </div>
    </div>
  );
}
