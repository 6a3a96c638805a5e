"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { api } from "@/trpc/react";

/** Everything that the account holds as a file, for its owners. */
export function ExportPanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [isAsked, setIsAsked] = useState(false);
  if (!account.permissions.includes("account.export"))
    return <p className="text-ink-soft">{t("settings.export.onlyOwner")}</p>;
  return (
    <div className="flex flex-col items-start gap-4">
      <div className="flex max-w-[60ch] flex-col gap-2 text-ink-soft">
        <p>{t.rich("settings.export.inIt", { b: strong })}</p>
        <p>{t.rich("settings.export.notInIt", { b: strong })}</p>
        <p>{t("settings.export.careful")}</p>
      </div>
      <Button asChild>
        <a href={`/export/account/${accountId}.ndjson.gz`} download onClick={() => setIsAsked(true)}>
          <Download />
          {t("settings.export.everything")}
        </a>
      </Button>
      <p role="status" className="text-ink-soft empty:hidden">
        {isAsked && t("settings.export.asked")}
      </p>
    </div>
  );
}

const strong = (words: ReactNode) => <b className="font-medium text-ink">{words}</b>;
