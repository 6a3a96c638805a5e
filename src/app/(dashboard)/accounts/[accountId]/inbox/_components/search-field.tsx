"use client";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useState } from "react";
import { Input } from "@/components/ui/input";
import { MAX_QUERY_LENGTH } from "@/domain/messaging/search-words";
import { useSettled } from "./use-settled";

/** So long nothing more must be typed before it is looked for. */
const TYPING_MS = 300;

interface SearchFieldProps {
  field: RefObject<HTMLInputElement | null>;
  /** What is to be looked for; "" once the field is empty. */
  onSearch: (query: string) => void;
}

/** `/` leads here from everywhere but a field, Escape empties it, the arrow down goes into what was found. */
export function SearchField({ field, onSearch }: SearchFieldProps) {
  const t = useTranslations();
  const [typed, setTyped] = useState("");
  const settled = useSettled(typed.trim(), TYPING_MS);
  const query = typed.trim() === "" ? "" : settled;
  const search = useEffectEvent(onSearch);
  useEffect(() => search(query), [query]);
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      const { target } = event;
      const isWriting = target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting) return;
      // On phones it isn't there while a conversation is open; behind an open dialog it is not meant.
      if (!field.current?.checkVisibility() || document.querySelector("[role=dialog]")) return;
      event.preventDefault();
      field.current.focus();
      field.current.select();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [field]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.preventDefault();
      if (typed === "") field.current?.blur();
      else setTyped("");
    }
    if (event.key === "ArrowDown") {
      event.preventDefault();
      document.querySelector<HTMLAnchorElement>("[data-results] a")?.focus();
    }
  };
  return (
    <search className="relative">
      <Search aria-hidden="true" className="absolute top-1/2 start-3 size-4 -translate-y-1/2 text-ink-faint" />
      <Input
        ref={field}
        type="search"
        aria-label={t("inbox.search.label")}
        aria-keyshortcuts="/"
        placeholder={t("common.actions.search")}
        autoComplete="off"
        maxLength={MAX_QUERY_LENGTH}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        className="peer pe-3 ps-9"
      />
      {typed === "" && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 end-3 -translate-y-1/2 rounded-mark border px-1.5 text-ink-faint text-xs peer-focus:hidden max-md:hidden"
        >
          /
        </span>
      )}
    </search>
  );
}
