"use client";
import type { LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { Key } from "@/components/ui/key";

export interface Command {
  id: string;
  /** The heading it stands under; those of a group follow each other. */
  group: string;
  /** What typing finds it by. */
  label: string;
  icon: LucideIcon;
  keys?: readonly string[];
  act: () => void;
}

interface PaletteListProps {
  id: string;
  commands: readonly Command[];
  found: readonly Command[];
  chosen: Command | undefined;
  onChoose: (command: Command) => void;
  onRun: (command: Command) => void;
}

/** The commands by their groups. Those that aren't found stay, unseen: to come and go with each letter would cost more. */
export function PaletteList({ id, commands, found, chosen, onChoose, onRun }: PaletteListProps) {
  const t = useTranslations();
  const groups = [...new Set(commands.map(({ group }) => group))];
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t("shell.palette.suggestions")}
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
                onChoose={() => onChoose(command)}
                onRun={() => onRun(command)}
              />
            ))}
        </div>
      ))}
    </div>
  );
}

interface OptionProps {
  id: string;
  command: Command;
  isFound: boolean;
  isChosen: boolean;
  onChoose: () => void;
  onRun: () => void;
}

function Option({ id, command: { icon: Icon, label, keys = [] }, isFound, isChosen, onChoose, onRun }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the field lead through the list
    <div
      id={id}
      role="option"
      tabIndex={-1}
      hidden={!isFound}
      aria-selected={isChosen}
      ref={(option) => {
        if (isChosen) option?.scrollIntoView({ block: "nearest" });
      }}
      // Moved, not merely there: a pointer that rests over the list chooses nothing.
      onPointerMove={isChosen ? undefined : onChoose}
      onClick={onRun}
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
}
