"use client";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import type { ConnectionState } from "@/domain/messaging/connection-state";
import { isConnectionUp } from "@/domain/words/connection";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

interface ConnectionActionsProps {
  accountId: string;
  state: ConnectionState;
}

/** Connect, disconnect, unlink: what the state allows. */
export function ConnectionActions({ accountId, state }: ConnectionActionsProps) {
  const utils = api.useUtils();
  const [isAsking, setIsAsking] = useState(false);
  const options = {
    onSuccess: () => utils.connection.get.invalidate({ accountId }),
    onError: (error: unknown) => void toast.error("Nothing has changed", { description: errorWords(error) }),
  };
  const start = api.connection.start.useMutation(options);
  const stop = api.connection.stop.useMutation(options);
  const logout = api.connection.logout.useMutation({
    ...options,
    onSuccess: async () => {
      await options.onSuccess();
      setIsAsking(false);
      toast.success("The phone is unlinked", { description: "Conversations and documents are kept." });
    },
  });
  const isLinked = state === "ready" || state === "reconnecting";
  return (
    <div className="flex flex-wrap gap-2">
      {isConnectionUp(state) ? (
        <Button isPending={stop.isPending} onClick={() => stop.mutate({ accountId })}>
          Disconnect
        </Button>
      ) : (
        <Button variant="primary" isPending={start.isPending} onClick={() => start.mutate({ accountId })}>
          Connect
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
