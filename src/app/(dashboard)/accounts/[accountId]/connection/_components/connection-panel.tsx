"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { NextSetUpStep } from "@/components/next-set-up-step";
import { Optional } from "@/components/panel";
import { LengthOfTime } from "@/components/ui/length-of-time";
import { LocalTime } from "@/components/ui/local-time";
import { Spinner } from "@/components/ui/spinner";
import { StatusDot } from "@/components/ui/status-dot";
import { connectionWords, reasonWords } from "@/domain/words/connection";
import { stateSince } from "@/domain/words/health-timeline";
import { formatPhoneNumber } from "@/domain/words/phone-digits";
import { api, type RouterOutputs } from "@/trpc/react";
import { ConnectionActions } from "./connection-actions";
import { useLink } from "./use-link";
import { WhatToDo } from "./what-to-do";

/** Codes, forms and the calling codes of all countries: not for those whose number is connected. */
const LinkSteps = dynamic(() => import("./link-steps").then((module) => module.LinkSteps));

type Connection = RouterOutputs["connection"]["get"];

/** Where the number stands, in words, and what can be done about it. */
export function ConnectionPanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [connection] = api.connection.get.useSuspenseQuery({ accountId });
  const link = useLink(accountId);
  const [isWriting, setIsWriting] = useState(false);
  const { state, canManage } = connection;
  const isLinking = state === "qr" || state === "pairing_code" || state === "passkey_required";
  return (
    <section aria-label={t("connection.panel")} className="overflow-hidden rounded-card border bg-surface">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-4 p-5 md:p-6">
        <Standing accountId={accountId} connection={connection} />
        {canManage && <ConnectionActions accountId={accountId} state={state} link={link} isBeside={isWriting} />}
      </div>
      {canManage && state !== "ready" && (
        <LinkSteps connection={connection} link={link} isWriting={isWriting} onWriting={setIsWriting} />
      )}
      <WhatToDo state={state} />
      {connection.phoneNumber && !isLinking && <LinkedNumber connection={connection} />}
      {!canManage && <p className="border-t bg-sunken px-5 py-3 text-ink-soft md:px-6">{t("connection.readOnly")}</p>}
      {state === "ready" && canManage && (
        <Optional>
          <NextSetUpStep accountId={accountId} here="connection" className="border-t px-5 py-3 md:px-6" />
        </Optional>
      )}
    </section>
  );
}

/** The state in one line, why it is so, and since when where that matters. */
function Standing({ accountId, connection }: { accountId: string; connection: Connection }) {
  const t = useTranslations();
  const { state, reason } = connection;
  const words = connectionWords(t, state);
  return (
    <div role="status" className="flex min-w-0 flex-1 basis-80 items-start gap-3">
      <span className="flex h-6 items-center">
        {words.tone === "busy" ? (
          <Spinner className="text-info" />
        ) : (
          <StatusDot tone={words.tone} className="mx-0.5 size-3!" />
        )}
      </span>
      <div className="flex min-w-0 max-w-[60ch] flex-col gap-1">
        <h2 className="font-semibold text-lg">{words.title}</h2>
        <p className="text-ink-soft">{reason ? reasonWords(t, reason) : words.detail}</p>
        <Optional>
          <StandsSince accountId={accountId} state={state} />
        </Optional>
      </div>
    </div>
  );
}

const WORTH_A_TIME: readonly Connection["state"][] = ["ready", "reconnecting", "conflict", "logged_out", "failed"];

function StandsSince({ accountId, state }: { accountId: string; state: Connection["state"] }) {
  const t = useTranslations();
  const [{ history }] = api.connection.health.useSuspenseQuery({ accountId });
  const since = stateSince(history);
  // The history is asked for separately and may lag behind for a moment.
  if (!since || history[0]?.state !== state || !WORTH_A_TIME.includes(state)) return null;
  return (
    <p className="text-ink-faint text-sm">
      {t.rich("connection.standsSince", {
        length: () => <LengthOfTime since={since} />,
        hidden: (words) => <span className="sr-only">{words}</span>,
        when: () => <LocalTime date={since} as="moment" />,
      })}
    </p>
  );
}

function LinkedNumber({ connection }: { connection: Connection }) {
  const t = useTranslations();
  const { phoneNumber, displayName, lastReadyAt, state } = connection;
  return (
    <dl className="grid grid-cols-1 gap-x-6 gap-y-3 border-t px-5 py-4 sm:grid-cols-3 md:px-6">
      <Fact term={t("connection.facts.number")}>
        {phoneNumber ? <span dir="ltr">{formatPhoneNumber(phoneNumber)}</span> : t("connection.facts.unknown")}
      </Fact>
      <Fact term={t("connection.facts.name")}>{displayName ?? t("connection.facts.notSet")}</Fact>
      {lastReadyAt && state !== "ready" && (
        <Fact term={t("connection.facts.lastConnected")}>
          <LocalTime date={lastReadyAt} as="moment" />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5">
      <dt className="text-ink-faint text-sm">{term}</dt>
      <dd className="break-words tabular-nums">{children}</dd>
    </div>
  );
}
