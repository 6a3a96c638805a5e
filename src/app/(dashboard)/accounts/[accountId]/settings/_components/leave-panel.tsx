"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { judgeLeaving } from "@/domain/access/team-rules";
import { roleWords } from "@/domain/words/role";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

export function LeavePanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [members] = api.team.members.useSuspenseQuery({ accountId });
  const [isAsking, setIsAsking] = useState(false);
  const leave = api.team.leave.useMutation({
    // A whole page load, so that nothing of the account stays in memory.
    onSuccess: () => window.location.assign("/accounts"),
    onError: (error) => void toast.error("You are still in the team", { description: errorWords(error, t) }),
  });
  const ownerCount = members.filter(({ role }) => role === "owner").length;
  const mayLeave = judgeLeaving({ from: account.role, ownerCount }).ok;
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="max-w-[60ch] text-ink-soft">
        You are {roleWords(t, account.role).label.toLowerCase()} of this account.{" "}
        {mayLeave
          ? "Once you leave, you see nothing of it any more, until somebody invites you again."
          : "You are its only owner, so you can't leave it alone: hand the ownership over first, or delete the account."}
      </p>
      <Button disabled={!mayLeave} onClick={() => setIsAsking(true)}>
        Leave the team
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Leave ${account.name}?`}
        description="You lose sight of it at once. What you wrote to customers stays."
        confirmLabel="Leave"
        cancelLabel="Stay"
        isPending={leave.isPending}
        onConfirm={() => leave.mutate({ accountId })}
      />
    </div>
  );
}
