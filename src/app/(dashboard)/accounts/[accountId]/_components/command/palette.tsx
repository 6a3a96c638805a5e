"use client";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  type KeyboardEvent,
  useCallback,
  useDeferredValue,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";
import { findAmong } from "./found-by";
import { PaletteList } from "./palette-list";
import { type Command, useCommands } from "./use-commands";

interface PaletteProps {
  accountId: string;
  isOpen: boolean;
  // Both the same each time: the list is drawn anew when they change.
  onClose: () => void;
  onHelp: () => void;
}

/** What the list shows. */
export interface Asked {
  isOpen: boolean;
  typed: string;
  /** Gone to by the arrows or the pointer; null before that. */
  chosenId: string | null;
}

const NOTHING: Asked = { isOpen: false, typed: "", chosenId: null };

/**
 * Everything one can go to or switch, found by typing. Closed, it stays on the page unseen, and opened it leaves the page
 * behind it as it is: to build it, or to lock the page, would hold up the first letters that are typed. For the same reason
 * the field answers each key at once, and the list follows it.
 */
export function Palette({ accountId, isOpen, onClose, onHelp }: PaletteProps) {
  const t = useTranslations();
  const [typed, setTyped] = useState("");
  const [chosenId, setChosenId] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const commands = useCommands(accountId, onHelp);
  const asked = useMemo(() => ({ isOpen, typed, chosenId }), [isOpen, typed, chosenId]);
  // What Enter runs is what was typed, whether the list has come so far or not.
  const { found, chosen } = findAmong(commands, asked);
  const listed = useDeferredValue<Asked>(asked, NOTHING);

  useLayoutEffect(() => {
    if (!isOpen) return;
    const before = document.activeElement;
    const opened = field.current;
    opened?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before !== document.body && before.isConnected)
        before.focus({ preventScroll: true });
      else opened?.blur();
    };
  }, [isOpen]);
  const close = useCallback(() => {
    onClose();
    setTyped("");
    setChosenId(null);
  }, [onClose]);
  const run = useCallback(
    ({ act }: Command) => {
      close();
      act();
    },
    [close],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen) run(chosen);
    else if (step !== 0 && chosen) setChosenId(found.at((found.indexOf(chosen) + step) % found.length)?.id ?? null);
    // Its field is all there is to tab to.
    else if (event.key !== "Tab") return;
    event.preventDefault();
  };
  return createPortal(
    <>
      <div
        aria-hidden="true"
        hidden={!isOpen}
        onClick={close}
        className="fade-in-0 fixed inset-0 z-40 animate-in bg-veil"
      />
      <dialog
        open={isOpen}
        aria-modal="true"
        aria-label={t("shell.palette.title")}
        onKeyDown={onKeyDown}
        // The field keeps the focus.
        onMouseDown={(event) => event.target !== field.current && event.preventDefault()}
        className="fade-in-0 fixed inset-x-3 top-[12%] z-50 mx-auto w-auto max-w-[34rem] animate-in overflow-hidden rounded-card border border-line bg-surface text-ink shadow-float duration-150"
      >
        <div className="flex items-center gap-2.5 border-b px-4">
          <Search aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
          <input
            ref={field}
            role="combobox"
            aria-label={t("shell.palette.title")}
            aria-expanded="true"
            aria-autocomplete="list"
            aria-controls={listId}
            aria-activedescendant={chosen && `${listId}-${chosen.id}`}
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            placeholder={t("shell.palette.placeholder")}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setChosenId(null);
            }}
            className="h-12 w-full bg-transparent text-lg text-ink outline-none placeholder:text-ink-faint md:text-base"
          />
        </div>
        <PaletteList id={listId} commands={commands} asked={listed} onChoose={setChosenId} onRun={run} />
      </dialog>
    </>,
    document.body,
  );
}
