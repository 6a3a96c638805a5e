"use client";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Key } from "@/components/ui/key";
import type { Destination } from "../navigation";
import { commandKey } from "./command-key";

interface ShortcutHelpProps {
  destinations: readonly Destination[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** The keys, for whoever forgot them. */
export function ShortcutHelp({ destinations, isOpen, onOpenChange }: ShortcutHelpProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title="Keys" description="They work wherever nobody types." className="sm:top-[10%]">
        <section
          aria-label="All keys"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
          tabIndex={0}
          className="scroll-quiet flex max-h-[60dvh] flex-col gap-5 overflow-y-auto"
        >
          <KeyList
            title="Everywhere"
            entries={[
              { keys: [commandKey(), "K"], label: "Go to or do anything" },
              { keys: ["?"], label: "Show this" },
            ]}
          />
          <KeyList title="Go to" entries={destinations.map(({ key, label }) => ({ keys: ["g", key], label }))} />
          <KeyList
            title="In the inbox"
            entries={[
              { keys: ["/"], label: "Find messages and people" },
              { keys: ["Enter"], label: "Send the reply" },
              { keys: ["Shift", "Enter"], label: "A new line" },
              { keys: ["Alt", "Enter"], label: "Send the bot's draft" },
              { keys: ["Alt", "N"], label: "Write a note for the team" },
            ]}
          />
        </section>
      </DialogContent>
    </Dialog>
  );
}

function KeyList({ title, entries }: { title: string; entries: { keys: string[]; label: string }[] }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="font-medium text-ink-faint text-xs">{title}</h3>
      <dl className="flex flex-col gap-1">
        {entries.map(({ keys, label }) => (
          <div key={label} className="flex items-center justify-between gap-4">
            <dt>{label}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
