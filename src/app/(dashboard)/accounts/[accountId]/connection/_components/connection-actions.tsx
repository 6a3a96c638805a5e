"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { ConnectionState } from "@/domain/messaging/connection-state";
import { isConnectionUp } from "@/domain/words/connection";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { Link } from "./use-link";

interface ConnectionActionsProps {
  accountId: string;
  state: ConnectionState;
  link: Link;
  /** The main thing to do is something else right now. */
  isBeside: boolean;
}

const START_WORDS: Partial<Record<ConnectionState, string>> = {
  conflict: "Use here",
  failed: "Try again",
  logged_out: "Link again",
};

/** Connect, disconnect, unlink: what the state allows. */
export function ConnectionActions({ accountId, state, link, isBeside }: ConnectionActionsProps) {
  const t = useTranslations();
  const utils = api.useUtils();
  const [isAsking, setIsAsking] = useState(false);
  const options = {
    onSuccess: () => utils.connection.get.invalidate({ accountId }),
    onError: (error: unknown) => void toast.error("Nothing has changed", { description: errorWords(error, t) }),
  };
  const stop = api.connection.stop.useMutation(options);
  const logout = api.connection.logout.useMutation({
    ...options,
    onSuccess: async () => {
      await options.onSuccess();
      setIsAsking(false);
      toast.success("The phone is unlinked", { description: "Conversations and documents are kept." });
    },
  });
  const isLinking =
    state === "qr" || state === "pairing_code" || state === "passkey_required" || state === "authenticating";
  const isLinked = state === "ready" || state === "reconnecting" || state === "conflict";
  return (
    <div className="flex flex-wrap gap-2">
      {isConnectionUp(state) ? (
        <Button isPending={stop.isPending} onClick={() => stop.mutate({ accountId })}>
          {isLinking ? "Cancel linking" : "Disconnect"}
        </Button>
      ) : (
        <Button variant={isBeside ? "secondary" : "primary"} isPending={link.isPending} onClick={link.connect}>
          {START_WORDS[state] ?? "Connect"}
        </Button>
      )}
      {isLinked && (
        <Button variant="quiet-danger" onClick={() => setIsAsking(true)}>
          Unlink
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title="Unlink this phone?"
        description="Parley forgets the link, and customers get no answers until a phone is linked with a new code. Conversations and documents are kept."
        confirmLabel="Unlink phone"
        cancelLabel="Keep it linked"
        isPending={logout.isPending}
        onConfirm={() => logout.mutate({ accountId })}
      />
    </div>
  );
}
