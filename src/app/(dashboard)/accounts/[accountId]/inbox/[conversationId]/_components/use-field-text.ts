"use client";
import type { RefObject } from "react";
import { flushSync } from "react-dom";
import { blanksIn } from "@/domain/automation/variables";

interface UseFieldTextInput {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  maxLength: number;
  onChange: (text: string) => void;
}

/** Putting words into the field where the cursor is, and going from gap to gap. */
export function useFieldText({ field, text, maxLength, onChange }: UseFieldTextInput) {
  const select = (start: number, end: number) => {
    field.current?.focus();
    field.current?.setSelectionRange(start, end);
  };
  return {
    select,
    /** The first gap in them is selected, so that what is typed next fills it; without one the cursor goes behind them. */
    insert: (words: string, how: "instead" | "at-cursor") => {
      const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
      const [before, after] = how === "instead" ? ["", ""] : [text.slice(0, selectionStart), text.slice(selectionEnd)];
      const inserted = words.slice(0, Math.max(0, maxLength - before.length - after.length));
      // Shown at once: whoever types on would otherwise type behind everything.
      flushSync(() => onChange(before + inserted + after));
      const [blank] = blanksIn(inserted);
      const end = before.length + inserted.length;
      if (blank) select(before.length + blank.start, before.length + blank.end);
      else select(end, end);
    },
    /** @returns false where none follows: the key then leaves the field, as everywhere */
    goToNextBlank: (): boolean => {
      const from = field.current?.selectionEnd ?? 0;
      const next = blanksIn(text).find(({ start }) => start >= from);
      if (!next) return false;
      select(next.start, next.end);
      return true;
    },
  };
}
