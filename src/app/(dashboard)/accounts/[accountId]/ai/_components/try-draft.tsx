"use client";
import { useState } from "react";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { api } from "@/trpc/react";
import { RehearsalView } from "./rehearsal-view";
import { ReplayView } from "./replay-view";

const WAYS = [
  { value: "replay", label: "Past questions" },
  { value: "rehearsal", label: "Test questions" },
] as const;

/** Asks what customers asked, or the test questions, with the draft. */
export function TryDraft({ accountId }: { accountId: string }) {
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [{ draft, live }] = api.config.read.useSuspenseQuery({ accountId });
  const [way, setWay] = useState<(typeof WAYS)[number]["value"]>("replay");
  if (!account.permissions.includes("config.manage"))
    return <p className="text-ink-soft">Your role can see what is published. Owners and admins try drafts here.</p>;
  if (!draft)
    return (
      <p className="max-w-[60ch] text-ink-soft">
        There is no draft. Save one, and see here how it would answer what customers asked lately. Nothing is sent.
      </p>
    );
  // Another draft is another trial.
  const key = `${draft.revision}/${live.version}`;
  return (
    <div className="flex flex-col gap-5">
      <SegmentedControl label="What to ask" value={way} onChange={setWay} options={WAYS} className="max-w-80" />
      {way === "replay" ? (
        <ReplayView key={key} accountId={accountId} />
      ) : (
        <RehearsalView key={key} accountId={accountId} />
      )}
    </div>
  );
}
