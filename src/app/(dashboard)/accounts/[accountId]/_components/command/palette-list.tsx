"use client";
import { useTranslations } from "next-intl";
import { memo, useEffect, useRef } from "react";
import { Key } from "@/components/ui/key";
import { findAmong } from "./found-by";
import type { Asked } from "./palette";
import type { Command } from "./use-commands";

interface PaletteListProps {
  id: string;
  commands: readonly Command[];
  asked: Asked;
  onChoose: (commandId: string) => void;
  onRun: (command: Command) => void;
}

/** The commands by their groups. Those that aren't found stay, unseen: to come and go with each letter would cost more. */
export const PaletteList = memo(function PaletteList({ id, commands, asked, onChoose, onRun }: PaletteListProps) {
  const t = useTranslations();
  const list = useRef<HTMLDivElement>(null);
  const groups = [...new Set(commands.map(({ group }) => group))];
  const { found, chosen } = findAmong(commands, asked);
  useEffect(() => {
    if (!asked.isOpen) return;
    if (asked.chosenId === null) list.current?.scrollTo({ top: 0 });
    else list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [asked]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t("shell.palette.suggestions")}
      hidden={!asked.isOpen}
      className="scroll-quiet max-h-[min(24rem,60dvh)] overflow-y-auto p-2"
    >
      {found.length === 0 && <p className="px-3 py-6 text-center text-ink-soft">{t("shell.palette.nothing")}</p>}
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
        <div key={group} role="group" aria-label={group} hidden={!found.some((command) => command.group === group)}>
          <p aria-hidden="true" className="px-3 pt-2 pb-1 font-medium text-ink-faint text-xs">
            {group}
          </p>
          {commands
            .filter((command) => command.group === group)
            .map((command) => (
              <Option
                key={command.id}
                id={`${id}-${command.id}`}
                command={command}
                isFound={found.includes(command)}
                isChosen={command === chosen}
                onChoose={onChoose}
                onRun={onRun}
              />
            ))}
        </div>
      ))}
    </div>
  );
});

interface OptionProps {
  id: string;
  command: Command;
  isFound: boolean;
  isChosen: boolean;
  onChoose: (commandId: string) => void;
  onRun: (command: Command) => void;
}

/** Drawn anew when it comes, goes, is chosen or left, not with each letter. */
const Option = memo(function Option({ id, command, isFound, isChosen, onChoose, onRun }: OptionProps) {
  const { icon: Icon, label, keys = [] } = command;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the field lead through the list
    <div
      id={id}
      role="option"
      tabIndex={-1}
      hidden={!isFound}
      aria-selected={isChosen}
      // Moved, not merely there: a pointer that rests over the list chooses nothing.
      onPointerMove={isChosen ? undefined : () => onChoose(command.id)}
      onClick={() => onRun(command)}
      className="flex h-10 cursor-default items-center gap-2.5 rounded-control px-3 text-ink-soft aria-selected:bg-pressed/70 aria-selected:text-ink [&[hidden]]:hidden"
    >
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      <span aria-hidden="true" className="flex gap-1 max-md:hidden">
        {keys.map((key) => (
          <Key key={key}>{key}</Key>
        ))}
      </span>
    </div>
  );
});
