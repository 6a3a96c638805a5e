"use client";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";

/** Every browser in which this user is signed in. Ending one counts with its next request. */
export function SessionsPanel() {
  const t = useTranslations();
  const utils = api.useUtils();
  const [sessions] = api.profile.sessions.useSuspenseQuery();
  const options = {
    onSettled: () => utils.profile.invalidate(),
    onError: (error: unknown) => void toast.error("Nothing has changed", { description: errorWords(error, t) }),
  };
  const revoke = api.profile.revokeSession.useMutation({
    ...options,
    onSuccess: () => void toast.success("Signed out there", { description: "It counts from its next click." }),
  });
  const revokeOthers = api.profile.revokeOtherSessions.useMutation({
    ...options,
    onSuccess: () => void toast.success("Signed out everywhere else"),
  });
  return (
    <div className="flex flex-col items-start gap-4">
      <ul aria-label="Sessions" className="flex w-full flex-col divide-y divide-line border-y">
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
          Sign out everywhere else
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
  const { device, ipAddress, isCurrent, lastSeenAt, createdAt } = session;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="flex items-center gap-2 font-medium">
          {device}
          {isCurrent && <Badge tone="accent">This browser</Badge>}
        </p>
        <p className="text-ink-faint text-sm">
          {ipAddress && `From ${ipAddress}. `}Last used <LocalTime date={lastSeenAt} as="moment" />, signed in{" "}
          <LocalTime date={createdAt} as="moment" />.
        </p>
      </div>
      {!isCurrent && (
        <Button size="sm" isPending={isPending} onClick={onEnd} className="max-md:h-10">
          Sign out
          <span className="sr-only"> {device}</span>
        </Button>
      )}
    </li>
  );
}
