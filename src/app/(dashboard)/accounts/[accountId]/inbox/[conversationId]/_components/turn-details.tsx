"use client";
import { AnswerDetails } from "@/components/answer-details";
import { ErrorView } from "@/components/error-view";
import { api } from "@/trpc/react";
import { LoadingReasons } from "./loading-reasons";

/** Why the bot answered as it did. */
export function TurnDetails({ accountId, turnId }: { accountId: string; turnId: string }) {
  const turn = api.conversation.turn.useQuery({ accountId, turnId });
  const account = api.account.get.useQuery({ accountId });
  if (turn.error) return <ErrorView error={turn.error} retry={() => void turn.refetch()} />;
  if (!turn.data) return <LoadingReasons />;
  const { band, score, reason, trace, answeredWith } = turn.data;
  return (
    <AnswerDetails
      accountId={accountId}
      band={band}
      score={score}
      reason={reason}
      trace={trace}
      answeredWith={answeredWith}
      canReadSettings={account.data?.permissions.includes("config.read") ?? false}
    />
  );
}
