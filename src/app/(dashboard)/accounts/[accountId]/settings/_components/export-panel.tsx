"use client";
import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { api } from "@/trpc/react";

/** Everything that the account holds as a file, for its owners. */
export function ExportPanel({ accountId }: { accountId: string }) {
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [isAsked, setIsAsked] = useState(false);
  if (!account.permissions.includes("account.export"))
    return <p className="text-ink-soft">Only an owner of this account can download everything it holds.</p>;
  return (
    <div className="flex flex-col items-start gap-4">
      <div className="flex max-w-[60ch] flex-col gap-2 text-ink-soft">
        <p>
          <b className="font-medium text-ink">In it:</b> settings, the team, what the documents are called, your written
          answers, rules, saved replies, test questions, customers with their tags and what is known of them,
          conversations with every message and note, and the audit log.
        </p>
        <p>
          <b className="font-medium text-ink">Not in it:</b> passwords, keys and the link to your phone; and the files
          themselves, which are told by name. It is a text file with one record a line, packed with gzip.
        </p>
        <p>It holds your customers' numbers and words: keep it where nobody else gets at it.</p>
      </div>
      <Button asChild>
        <a href={`/export/account/${accountId}.ndjson.gz`} download onClick={() => setIsAsked(true)}>
          <Download />
          Export everything
        </a>
      </Button>
      <p role="status" className="text-ink-soft empty:hidden">
        {isAsked &&
          "It is being made while your browser downloads it, and the browser shows how far it is. You can go on working; leave this browser open. It can be had four times an hour."}
      </p>
    </div>
  );
}
