"use client";
import { CircleUserRound, Keyboard, Monitor, Moon, Search, Store, Sun } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { api } from "@/trpc/react";
import { useDestinations } from "../use-destinations";
import { isFoundBy } from "./found-by";
import { type Command, PaletteList } from "./palette-list";

interface PaletteProps {
  accountId: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onHelp: () => void;
}

const THEMES = [
  { value: "light", icon: Sun },
  { value: "dark", icon: Moon },
  { value: "system", icon: Monitor },
] as const;

/**
 * Everything one can go to or switch, found by typing. Closed, it stays on the page unseen, and opened it leaves the page
 * behind it as it is: to build it, or to lock the page, would hold up the first letters that are typed.
 */
export function Palette({ accountId, isOpen, onOpenChange, onHelp }: PaletteProps) {
  const t = useTranslations();
  const [typed, setTyped] = useState("");
  const [chosenId, setChosenId] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const commands = useCommands(accountId, onHelp);
  const found = commands.filter(({ label }) => isFoundBy(label, typed));
  const chosen = found.find(({ id }) => id === chosenId) ?? found[0];

  useLayoutEffect(() => {
    if (!isOpen) return;
    const before = document.activeElement;
    const opened = field.current;
    opened?.focus();
    return () => {
      opened?.blur();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [isOpen]);
  const close = () => {
    onOpenChange(false);
    setTyped("");
    setChosenId(null);
  };
  const run = ({ act }: Command) => {
    close();
    act();
  };
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
        <PaletteList
          id={listId}
          commands={commands}
          found={found}
          chosen={chosen}
          onChoose={({ id }) => setChosenId(id)}
          onRun={run}
        />
      </dialog>
    </>,
    document.body,
  );
}

function useCommands(accountId: string, onHelp: () => void): Command[] {
  const t = useTranslations();
  const router = useRouter();
  const { setTheme } = useTheme();
  const destinations = useDestinations(accountId);
  const accounts = api.account.list.useQuery();
  const goTo = (path: string) => () => router.push(path as Route);
  const others = accounts.data?.filter(({ id }) => id !== accountId) ?? [];
  return [
    ...destinations.map(({ segment, label, icon, key }) => {
      const act = goTo(`/accounts/${accountId}/${segment}`);
      return { id: segment, group: t("shell.palette.goTo"), label, icon, keys: ["g", key], act };
    }),
    {
      id: "profile",
      group: t("shell.palette.goTo"),
      label: t("shell.userMenu.profile"),
      icon: CircleUserRound,
      act: goTo("/profile"),
    },
    ...others.map(({ id, name }) => ({
      id,
      group: t("shell.palette.switchAccount"),
      label: name,
      icon: Store,
      act: goTo(`/accounts/${id}`),
    })),
    ...THEMES.map(({ value, icon }) => ({
      id: value,
      group: t("shell.palette.do"),
      label: t(`shell.palette.${value}`),
      icon,
      act: () => setTheme(value),
    })),
    {
      id: "keys",
      group: t("shell.palette.do"),
      label: t("shell.palette.showKeys"),
      icon: Keyboard,
      keys: ["?"],
      act: onHelp,
    },
  ];
}
