"use client";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { toast } from "@/components/ui/toast";
import { deviceWords } from "@/domain/words/device";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";

/** Every browser in which this user is signed in. Ending one counts with its next request. */
export function SessionsPanel() {
  const t = useTranslations();
  const utils = api.useUtils();
  const [sessions] = api.profile.sessions.useSuspenseQuery();
  const options = {
    onSettled: () => utils.profile.invalidate(),
    onError: (error: unknown) =>
      void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) }),
  };
  const revoke = api.profile.revokeSession.useMutation({
    ...options,
    onSuccess: () =>
      void toast.success(t("profile.sessions.signedOut"), { description: t("profile.sessions.signedOutDescription") }),
  });
  const revokeOthers = api.profile.revokeOtherSessions.useMutation({
    ...options,
    onSuccess: () => void toast.success(t("profile.sessions.signedOutOthers")),
  });
  return (
    <div className="flex flex-col items-start gap-4">
      <ul aria-label={t("profile.sessions.title")} className="flex w-full flex-col divide-y divide-line border-y">
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            isPending={revoke.isPending && revoke.variables.sessionId === session.id}
            onEnd={() => revoke.mutate({ sessionId: session.id })}
          />
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button isPending={revokeOthers.isPending} onClick={() => revokeOthers.mutate()}>
          {t("profile.sessions.signOutOthers")}
        </Button>
      )}
    </div>
  );
}

interface SessionRowProps {
  session: RouterOutputs["profile"]["sessions"][number];
  isPending: boolean;
  onEnd: () => void;
}

function SessionRow({ session, isPending, onEnd }: SessionRowProps) {
  const t = useTranslations();
  const { ipAddress, isCurrent, lastSeenAt, createdAt } = session;
  const device = deviceWords(t, session.device);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="flex items-center gap-2 font-medium">
          {device}
          {isCurrent && <Badge tone="accent">{t("profile.sessions.thisBrowser")}</Badge>}
        </p>
        <p className="text-ink-faint text-sm">
          {ipAddress && `${t("profile.sessions.from", { address: ipAddress })} `}
          {t.rich("profile.sessions.times", {
            used: () => <LocalTime date={lastSeenAt} as="moment" />,
            since: () => <LocalTime date={createdAt} as="moment" />,
          })}
        </p>
      </div>
      {!isCurrent && (
        <Button size="sm" isPending={isPending} onClick={onEnd} className="max-md:h-10">
          {t.rich("profile.sessions.signOut", {
            device,
            quiet: (chunks) => <span className="sr-only">{chunks}</span>,
          })}
        </Button>
      )}
    </li>
  );
}
