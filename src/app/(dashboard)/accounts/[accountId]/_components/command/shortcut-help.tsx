"use client";
import { useTranslations } from "next-intl";
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
  const t = useTranslations();
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={t("shell.keys.title")}
        description={t("shell.keys.description")}
        className="[--dialog-top:10%]"
      >
        <section
          aria-label={t("shell.keys.all")}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
          tabIndex={0}
          className="scroll-quiet flex max-h-[60dvh] flex-col gap-5 overflow-y-auto"
        >
          <KeyList
            title={t("shell.keys.everywhere")}
            entries={[
              { keys: [commandKey(), "K"], label: t("shell.keys.palette") },
              { keys: ["?"], label: t("shell.keys.help") },
            ]}
          />
          <KeyList
            title={t("shell.palette.goTo")}
            entries={destinations.map(({ key, label }) => ({ keys: ["g", key], label }))}
          />
          <KeyList
            title={t("shell.keys.inInbox")}
            entries={[
              { keys: ["/"], label: t("shell.keys.find") },
              { keys: ["Enter"], label: t("shell.keys.send") },
              { keys: ["Shift", "Enter"], label: t("shell.keys.newLine") },
              { keys: ["Alt", "Enter"], label: t("shell.keys.sendDraft") },
              { keys: ["Alt", "N"], label: t("shell.keys.note") },
              { keys: ["Alt", "T"], label: t("shell.keys.tag") },
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
