"use client";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useKeys } from "./use-keys";

interface EntryListProps<Entry> {
  entries: readonly Entry[];
  /** For a screen reader: what an entry is, by its place. */
  nameOf: (entry: Entry, index: number) => string;
  /** In place of entries. */
  empty: string;
  add: { label: string; entry: Entry; isPossible: boolean };
  isReadOnly: boolean;
  onChange: (entries: Entry[]) => void;
  /** The fields of one entry. */
  children: (entry: Entry, index: number, change: (part: Partial<Entry>) => void) => React.ReactNode;
}

/** Entries of a setting, each with its own fields, to add and to remove. */
export function EntryList<Entry>({
  entries,
  nameOf,
  empty,
  add,
  isReadOnly,
  onChange,
  children,
}: EntryListProps<Entry>) {
  const t = useTranslations();
  const keys = useKeys(entries.length);
  const changed = (index: number, part: Partial<Entry>) =>
    onChange(entries.map((entry, place) => (place === index ? { ...entry, ...part } : entry)));
  return (
    <div className="flex flex-col gap-5">
      {entries.length === 0 && <p className="max-w-[60ch] text-ink-soft">{empty}</p>}
      {entries.map((entry, index) => (
        <fieldset
          key={keys.at(index)}
          aria-label={nameOf(entry, index)}
          className="flex max-w-[60ch] flex-col gap-3 border-outline border-s-2 ps-4"
        >
          {children(entry, index, (part) => changed(index, part))}
          {!isReadOnly && (
            <div>
              <Button
                variant="quiet"
                size="sm"
                aria-label={t("ai.entries.remove", { name: nameOf(entry, index) })}
                onClick={() => {
                  keys.remove(index);
                  onChange(entries.filter((_, place) => place !== index));
                }}
                className="-ms-2 max-md:h-9"
              >
                <X />
                {t("common.actions.remove")}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      {!isReadOnly && (
        <div>
          <Button
            size="sm"
            onClick={() => onChange([...entries, add.entry])}
            disabled={!add.isPossible}
            className="max-md:h-10"
          >
            <Plus />
            {add.label}
          </Button>
        </div>
      )}
    </div>
  );
}
