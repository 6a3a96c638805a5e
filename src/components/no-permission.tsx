import { Lock } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";

/** Says who can do it, instead of hiding that it exists. */
export function NoPermission({ what, who }: { what: string; who: string }) {
  return (
    <EmptyState
      headingLevel={1}
      picture={<Lock className="size-6" />}
      title={`Your role can't ${what}`}
      description={`${who} of this account can. Ask one of them, or ask them for another role.`}
    />
  );
}
