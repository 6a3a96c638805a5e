"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { ConnectionState } from "@/domain/messaging/connection-state";
import { isConnectionUp } from "@/domain/words/connection";
import type { MessageKey } from "@/domain/words/translate";
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

const START_WORDS: Partial<Record<ConnectionState, MessageKey>> = {
  conflict: "connection.actions.useHere",
  failed: "common.actions.tryAgain",
  logged_out: "connection.actions.linkAgain",
};

/** Connect, disconnect, unlink: what the state allows. */
export function ConnectionActions({ accountId, state, link, isBeside }: ConnectionActionsProps) {
  const t = useTranslations();
  const utils = api.useUtils();
  const [isAsking, setIsAsking] = useState(false);
  const options = {
    onSuccess: () => utils.connection.get.invalidate({ accountId }),
    onError: (error: unknown) =>
      void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) }),
  };
  const stop = api.connection.stop.useMutation(options);
  const logout = api.connection.logout.useMutation({
    ...options,
    onSuccess: async () => {
      await options.onSuccess();
      setIsAsking(false);
      toast.success(t("connection.actions.unlinked"), { description: t("connection.actions.allIsKept") });
    },
  });
  const isLinking =
    state === "qr" || state === "pairing_code" || state === "passkey_required" || state === "authenticating";
  const isLinked = state === "ready" || state === "reconnecting" || state === "conflict";
  return (
    <div className="flex flex-wrap gap-2">
      {isConnectionUp(state) ? (
        <Button isPending={stop.isPending} onClick={() => stop.mutate({ accountId })}>
          {t(isLinking ? "connection.actions.cancelLinking" : "connection.actions.disconnect")}
        </Button>
      ) : (
        <Button variant={isBeside ? "secondary" : "primary"} isPending={link.isPending} onClick={link.connect}>
          {t(START_WORDS[state] ?? "connection.actions.connect")}
        </Button>
      )}
      {isLinked && (
        <Button variant="quiet-danger" onClick={() => setIsAsking(true)}>
          {t("connection.actions.unlink")}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("connection.actions.unlinkTitle")}
        description={t("connection.actions.unlinkDescription")}
        confirmLabel={t("connection.actions.unlinkPhone")}
        cancelLabel={t("connection.actions.keepLinked")}
        isPending={logout.isPending}
        onConfirm={() => logout.mutate({ accountId })}
      />
    </div>
  );
}
