"use client";
import { Button } from "@/components/ui/button";
import type { Blank } from "@/domain/automation/variables";

/** What is still to be written into a saved reply before it can go. */
export function BlanksNotice({ blanks, onSend }: { blanks: readonly Blank[]; onSend: () => void }) {
  const labels = [...new Set(blanks.map(({ label }) => label))];
  return (
    <p
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-attention-line border-b bg-attention-surface px-4 py-2 text-attention text-sm"
    >
      <span className="min-w-0 flex-1">
        Not sent yet: fill in {new Intl.ListFormat("en-GB").format(labels)}. Tab goes to the next gap.
      </span>
      <Button variant="link" onClick={onSend}>
        Send as it is
      </Button>
    </p>
  );
}
