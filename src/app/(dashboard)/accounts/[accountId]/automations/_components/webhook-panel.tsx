"use client";
import { CopyButton } from "@/components/ui/copy-button";
import { api } from "@/trpc/react";

/** What the calls of rules are signed with. */
export function WebhookPanel({ accountId }: { accountId: string }) {
  const [{ key }] = api.automation.webhookKey.useSuspenseQuery({ accountId });
  return (
    <div className="flex max-w-[64ch] flex-col items-start gap-3">
      <p className="text-ink-soft">
        Every call carries the time in <code className="text-sm">x-parley-timestamp</code> and a signature in{" "}
        <code className="text-sm">x-parley-signature</code>: sha256= and the HMAC-SHA-256 of the time, a dot and the
        body, with this key. The same call may come twice; <code className="text-sm">x-parley-delivery</code> tells.
      </p>
      <code className="max-w-full break-all rounded-control bg-sunken px-3 py-2 text-sm">{key}</code>
      <CopyButton text={key} label="Copy the key" />
    </div>
  );
}
