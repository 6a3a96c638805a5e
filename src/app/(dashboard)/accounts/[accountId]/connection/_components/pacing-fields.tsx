"use client";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import {
  PACING_PRESETS,
  presetOf,
  problemWords,
  readDraft,
  typingExample,
  withPacing,
} from "@/domain/words/channel-settings";
import type { useSettings } from "./use-settings";

interface PacingFieldsProps {
  settings: ReturnType<typeof useSettings>;
  isReadOnly: boolean;
}

type NumberField = "secondsPer100" | "shortestSeconds" | "longestSeconds";

const NUMBERS: readonly NumberField[] = ["secondsPer100", "shortestSeconds", "longestSeconds"];

/** How long "typing…" is shown: one of three manners, or numbers of one's own. */
export function PacingFields({ settings, isReadOnly }: PacingFieldsProps) {
  const t = useTranslations();
  const name = useId();
  const { draft, problems, change } = settings;
  const pacing = readDraft(draft).settings?.pacing;
  const chosen = pacing ? presetOf(pacing) : null;
  const hasProblem = NUMBERS.some((key) => problems[key] !== undefined);
  return (
    <fieldset disabled={isReadOnly} className="flex min-w-0 flex-col gap-3">
      <legend className="mb-0.5 font-medium">{t("connection.pacing.title")}</legend>
      <p className="max-w-[60ch] text-ink-soft text-sm">{t("connection.pacing.description")}</p>
      <div className="grid gap-2 sm:grid-cols-3">
        {PACING_PRESETS.map((preset) => (
          <label
            key={preset.key}
            className="flex cursor-pointer items-start gap-2.5 rounded-control border bg-surface p-3 transition-colors has-[:checked]:border-accent has-[:disabled]:cursor-not-allowed has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent has-[:checked]:bg-accent-tint"
          >
            <input
              type="radio"
              name={name}
              checked={chosen === preset.key}
              onChange={() => change(withPacing(draft, preset.pacing))}
              className="mt-0.5 size-4 shrink-0 accent-[var(--accent)] focus-visible:outline-none"
            />
            <span className="flex flex-col gap-0.5">
              <span className="font-medium">{t(`connection.pacing.presets.${preset.key}.label`)}</span>
              <span className="text-ink-soft text-sm">{t(`connection.pacing.presets.${preset.key}.detail`)}</span>
            </span>
          </label>
        ))}
      </div>
      <details className="group" open={(pacing !== undefined && chosen === null) || hasProblem || undefined}>
        <summary className="flex w-fit list-none items-center gap-1.5 rounded-mark text-ink-soft text-sm [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden="true"
            className="size-4 text-ink-faint transition-transform group-open:rotate-90 rtl:-scale-x-100 rtl:group-open:-rotate-90"
          />
          {t("connection.pacing.ownNumbers")}
        </summary>
        <div className="mt-3 grid gap-3 sm:grid-cols-3">
          {NUMBERS.map((key) => (
            <Field
              key={key}
              label={t(`connection.pacing.fields.${key}`)}
              error={problemWords(t, problems[key])}
              hint={t("connection.pacing.seconds")}
            >
              {(control) => (
                <Input
                  {...control}
                  inputMode="decimal"
                  autoComplete="off"
                  value={draft[key]}
                  onChange={(event) => change({ [key]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
      </details>
      {pacing && <p className="text-ink-faint text-sm">{typingExample(t, pacing)}</p>}
    </fieldset>
  );
}
