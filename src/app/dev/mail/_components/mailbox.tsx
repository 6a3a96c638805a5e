"use client";
import { MailOpen } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { LocalTime } from "@/components/ui/local-time";
import { api, type RouterOutputs } from "@/trpc/react";
import { MailView } from "./mail-view";

const REFRESH_MS = 2_000;

export function Mailbox({ initial }: { initial: RouterOutputs["mail"]["outbox"] }) {
  const { data: mails } = api.mail.outbox.useQuery(undefined, { initialData: initial, refetchInterval: REFRESH_MS });
  const [chosen, setChosen] = useState<string | null>(null);
  const mailId = chosen ?? mails[0]?.id;
  if (mails.length === 0 || mailId === undefined)
    return (
      <EmptyState
        picture={<MailOpen className="size-6" />}
        title="No mails yet"
        description="Invite somebody or ask for a new password; the mail appears here at once."
      />
    );
  return (
    <div className="grid gap-6 md:grid-cols-[18rem_minmax(0,1fr)]">
      <ul aria-label="Mails" className="flex flex-col self-start divide-y divide-line border-y">
        {mails.map(({ id, to, subject, createdAt }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={id === mailId}
              onClick={() => setChosen(id)}
              className={cn(
                "flex w-full flex-col gap-0.5 px-2 py-2.5 text-start hover:bg-hover focus-visible:-outline-offset-2",
                "aria-pressed:bg-accent-tint",
              )}
            >
              <span className="font-medium">{subject}</span>
              <span className="flex justify-between gap-3 text-ink-soft text-sm">
                <span className="truncate">{to}</span>
                <LocalTime date={createdAt} as="short" />
              </span>
            </button>
          </li>
        ))}
      </ul>
      <MailView key={mailId} mailId={mailId} />
    </div>
  );
}
