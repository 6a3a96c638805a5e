"use client";
import { Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { toast } from "@/components/ui/toast";
import { roleWords, whoMay } from "@/domain/words/role";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";

/** Invitations that wait for an answer, for those who may send them. */
export function InvitationPanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  if (!account.permissions.includes("team.manage"))
    return <p className="text-ink-soft">{t("team.invitations.whoSees", { who: whoMay(t, "team.manage") })}</p>;
  return <InvitationList accountId={accountId} />;
}

function InvitationList({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [invitations] = api.team.invitations.useSuspenseQuery({ accountId });
  if (invitations.length === 0) return <p className="text-ink-soft">{t("team.invitations.nobody")}</p>;
  return (
    <ul aria-label={t("team.invitations.title")} className="flex flex-col divide-y divide-line border-y">
      {invitations.map((invitation) => (
        <InvitationRow key={invitation.id} accountId={accountId} invitation={invitation} />
      ))}
    </ul>
  );
}

interface InvitationRowProps {
  accountId: string;
  invitation: RouterOutputs["team"]["invitations"][number];
}

function InvitationRow({ accountId, invitation }: InvitationRowProps) {
  const t = useTranslations();
  const { resend, revoke } = useInvitations(accountId);
  const key = { accountId, invitationId: invitation.id };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-full border border-outline/60 border-dashed text-ink-faint">
        <Mail aria-hidden="true" className="size-4" />
      </span>
      <div className="flex min-w-0 flex-1 basis-48 flex-col">
        <p className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium">{invitation.email}</span>
          <Badge>{roleWords(t, invitation.role).label}</Badge>
        </p>
        <p className="text-ink-faint text-sm">
          {invitation.invitedBy && `${t("team.invitations.by", { name: invitation.invitedBy })} `}
          {t.rich(invitation.isExpired ? "team.invitations.expired" : "team.invitations.worksUntil", {
            time: () => <LocalTime date={invitation.expiresAt} as="moment" />,
          })}
        </p>
      </div>
      <div className="flex items-center gap-1">
        <Button size="sm" isPending={resend.isPending} onClick={() => resend.mutate(key)} className="max-md:h-10">
          {t.rich("team.invitations.sendAgain", { email: invitation.email, quiet })}
        </Button>
        <Button
          size="sm"
          variant="quiet-danger"
          isPending={revoke.isPending}
          onClick={() => revoke.mutate(key)}
          className="max-md:h-10"
        >
          {t.rich("team.invitations.takeBack", { email: invitation.email, quiet })}
        </Button>
      </div>
    </li>
  );
}

const quiet = (chunks: React.ReactNode) => <span className="sr-only">{chunks}</span>;

function useInvitations(accountId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const refresh = () => utils.team.invitations.invalidate({ accountId });
  const onError = (error: unknown) =>
    void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) });
  const resend = api.team.resendInvitation.useMutation({
    onError,
    onSuccess: async () => {
      await refresh();
      toast.success(t("team.invitations.sentAgain"), { description: t("team.invitations.sentAgainDescription") });
    },
  });
  const revoke = api.team.revokeInvitation.useMutation({
    onError,
    onSuccess: async () => {
      await refresh();
      toast.success(t("team.invitations.takenBack"), { description: t("team.invitations.takenBackDescription") });
    },
  });
  return { resend, revoke };
}
