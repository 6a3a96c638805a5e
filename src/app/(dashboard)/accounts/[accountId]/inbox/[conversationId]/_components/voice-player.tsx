"use client";
import { Pause, Play } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Spinner } from "@/components/ui/spinner";
import { playingTimeWords, spokenTimeWords } from "@/domain/words/duration";
import { usePlayer } from "./use-player";

interface VoicePlayerProps {
  url: string;
  /** As its sender says; null when they don't. */
  durationSeconds: number | null;
  fileName: string | null;
}

const BAR = [
  "h-6 min-w-0 flex-1 cursor-pointer appearance-none rounded-mark bg-transparent disabled:cursor-default",
  "[--track:linear-gradient(to_right,var(--accent)_var(--played),var(--outline)_var(--played))]",
  "[&::-webkit-slider-runnable-track]:h-1 [&::-webkit-slider-runnable-track]:rounded-full [&::-webkit-slider-runnable-track]:bg-(image:--track)",
  "[&::-webkit-slider-thumb]:-mt-1 [&::-webkit-slider-thumb]:size-3 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:bg-accent",
  "[&::-moz-range-track]:h-1 [&::-moz-range-track]:rounded-full [&::-moz-range-track]:bg-(image:--track)",
  "[&::-moz-range-thumb]:size-3 [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-0 [&::-moz-range-thumb]:bg-accent",
];

/**
 * Plays a recording. Nothing is fetched before somebody wants to hear it, and nothing moves then. The whole runs from
 * left to right in every language: a bar like this shows a tape and no text, and players keep to that for readers of
 * Arabic as well; turned round, one would look for the beginning at its end.
 */
export function VoicePlayer({ url, durationSeconds, fileName }: VoicePlayerProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { state, at, length, speed, nextSpeed, seek, press, toggle, tryAgain, audio } = usePlayer(durationSeconds);
  return (
    <div className="flex h-10 items-center">
      <audio preload="none" src={url} {...audio} />
      {state === "failed" ? (
        <p role="alert" className="flex flex-wrap gap-x-4 text-danger text-sm leading-tight">
          {t("inbox.player.failed")}
          <Button variant="link" onClick={tryAgain} className="text-sm!">
            {t("common.actions.tryAgain")}
          </Button>
          <Button asChild variant="link" className="text-sm!">
            <a href={url} download={fileName ?? ""}>
              {t("inbox.media.download")}
            </a>
          </Button>
        </p>
      ) : (
        <div dir="ltr" className="flex min-w-0 flex-1 items-center gap-2">
          <Button
            variant="secondary"
            size="icon"
            aria-label={t(state === "paused" ? "inbox.player.play" : "inbox.player.pause")}
            onClick={toggle}
            className="rounded-full! max-md:size-10"
          >
            {state === "paused" ? <Play className="fill-current" /> : state === "waiting" ? <Spinner /> : <Pause />}
          </Button>
          <input
            type="range"
            dir="ltr"
            min={0}
            max={length}
            step="any"
            value={at}
            disabled={length === 0}
            aria-label={t("inbox.player.position")}
            aria-valuetext={t("inbox.player.at", {
              at: spokenTimeWords(at, locale),
              length: spokenTimeWords(length, locale),
            })}
            onChange={(event) => seek(event.target.valueAsNumber)}
            onKeyDown={press}
            style={{ "--played": `${length > 0 ? (at / length) * 100 : 0}%` } as CSSProperties}
            className={cn(BAR)}
          />
          <span aria-hidden="true" className="shrink-0 text-ink-soft text-xs tabular-nums">
            {length > 0 ? `${playingTimeWords(Math.floor(at))} / ${playingTimeWords(length)}` : playingTimeWords(at)}
          </span>
          <button
            type="button"
            aria-label={t("inbox.player.speed", { speed: speedWords(speed, locale) })}
            onClick={nextSpeed}
            className="h-7 w-10 shrink-0 rounded-mark border border-line bg-surface font-medium text-ink-soft text-xs tabular-nums transition-colors hover:bg-hover hover:text-ink max-md:h-10"
          >
            {speedWords(speed, locale)}
          </button>
        </div>
      )}
    </div>
  );
}

/** 1×, 1.5×, 2× */
const speedWords = (speed: number, locale: string) => `${new Intl.NumberFormat(locale).format(speed)}×`;
