import { useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";
import { auditSentence } from "@/domain/words/audit";
import { deviceWords } from "@/domain/words/device";
import type { RouterOutputs } from "@/trpc/react";

export function AuditRow({ entry }: { entry: RouterOutputs["audit"]["list"]["entries"][number] }) {
  const t = useTranslations();
  const { actor, target, ipAddress, device, at } = entry;
  const from = [device && deviceWords(t, device), ipAddress].filter(Boolean).join(", ");
  return (
    <li className="flex items-baseline justify-between gap-4 py-3">
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="break-words">
          <b className="font-medium" title={actor?.email}>
            {actor ? actor.name || actor.email : "Parley"}
          </b>{" "}
          {auditSentence(t, { ...entry, targetName: target?.name ?? null })}
        </p>
        {from && <p className="text-ink-faint text-sm">{from}</p>}
      </div>
      <LocalTime date={at} as="moment" className="shrink-0 text-ink-faint text-sm" />
    </li>
  );
}
