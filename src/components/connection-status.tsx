import { useTranslations } from "next-intl";
import { StatusDot } from "@/components/ui/status-dot";
import type { ConnectionState } from "@/domain/messaging/connection-state";
import { connectionStatus } from "@/domain/words/connection-status";

/** A number's connection: the dot and its words. */
export function ConnectionStatus({ state, className }: { state: ConnectionState; className?: string }) {
  const t = useTranslations();
  const { tone, label } = connectionStatus(t, state);
  return (
    <span className={className}>
      <span className="inline-flex items-center gap-2">
        <StatusDot tone={tone} />
        {label}
      </span>
    </span>
  );
}
