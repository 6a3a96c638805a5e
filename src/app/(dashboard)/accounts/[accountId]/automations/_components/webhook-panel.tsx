"use client";
import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { api } from "@/trpc/react";

/** What the calls of rules are signed with. */
export function WebhookPanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [{ key }] = api.automation.webhookKey.useSuspenseQuery({ accountId });
  return (
    <div className="flex max-w-[64ch] flex-col items-start gap-3">
      <p className="text-ink-soft">
        {t.rich("automations.webhooks.explained", {
          code: (words) => (
            <code dir="ltr" className="text-sm">
              {words}
            </code>
          ),
        })}
      </p>
      <code dir="ltr" className="max-w-full break-all rounded-control bg-sunken px-3 py-2 text-sm">
        {key}
      </code>
      <CopyButton text={key} label={t("automations.webhooks.copyKey")} />
    </div>
  );
}
