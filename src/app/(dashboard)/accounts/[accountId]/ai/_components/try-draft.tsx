"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { latePart } from "@/components/ui/late/late-part";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { api } from "@/trpc/react";

const RehearsalView = latePart(async () => (await import("./rehearsal-view")).RehearsalView);
const ReplayView = latePart(async () => (await import("./replay-view")).ReplayView);

const WAYS = [
  { value: "replay", words: "ai.try.past" },
  { value: "rehearsal", words: "ai.try.test" },
] as const;

/** Asks what customers asked, or the test questions, with the draft. */
export function TryDraft({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [{ draft, live }] = api.config.read.useSuspenseQuery({ accountId });
  const [way, setWay] = useState<(typeof WAYS)[number]["value"]>("replay");
  if (!account.permissions.includes("config.manage"))
    return <p className="text-ink-soft">{t("ai.try.publishedOnly")}</p>;
  if (!draft) return <p className="max-w-[60ch] text-ink-soft">{t("ai.try.noDraft")}</p>;
  // Another draft is another trial.
  const key = `${draft.revision}/${live.version}`;
  return (
    <div className="flex flex-col gap-5">
      <SegmentedControl
        label={t("ai.try.whatToAsk")}
        value={way}
        onChange={setWay}
        options={WAYS.map(({ value, words }) => ({ value, label: t(words) }))}
        className="max-w-80"
      />
      {way === "replay" ? (
        <ReplayView key={key} accountId={accountId} />
      ) : (
        <RehearsalView key={key} accountId={accountId} />
      )}
    </div>
  );
}
