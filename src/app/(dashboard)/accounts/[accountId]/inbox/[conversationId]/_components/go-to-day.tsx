"use client";
import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Section } from "@/components/ui/section";
import { useCurrentMinute, useReader } from "@/components/ui/use-reader";
import { localTimeAt } from "@/domain/automation/zoned-time";
import { instantAt } from "@/domain/messaging/snooze";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

interface GoToDayProps {
  accountId: string;
  conversationId: string;
  onGone: () => void;
}

/** Leads to where a day begins in the thread, by the reader's clock; a day without messages to the next one that has some. */
export function GoToDay({ accountId, conversationId, onGone }: GoToDayProps) {
  const t = useTranslations();
  const id = useId();
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const utils = api.useUtils();
  const { timeZone } = useReader();
  const { date: today } = localTimeAt(timeZone, useCurrentMinute());
  const [day, setDay] = useState("");
  const [state, setState] = useState<{ isLooking: boolean; problem?: string }>({ isLooking: false });

  const go = async (event: FormEvent) => {
    event.preventDefault();
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) return setState({ isLooking: false, problem: t("inbox.day.choose") });
    setState({ isLooking: true });
    try {
      const since = instantAt(timeZone, day, 0);
      const { messageId } = await utils.conversation.messageOfDay.fetch({ accountId, conversationId, since });
      if (!messageId) return setState({ isLooking: false, problem: t("inbox.day.nothing") });
      setState({ isLooking: false });
      const next = new URLSearchParams(params);
      next.set("message", messageId);
      router.push(`${pathname}?${next}` as Route);
      onGone();
    } catch (error) {
      setState({ isLooking: false, problem: errorWords(error, t) });
    }
  };
  return (
    <Section title={t("inbox.day.title")}>
      <form noValidate onSubmit={(event) => void go(event)} className="flex flex-col gap-1.5">
        <div className="flex gap-2">
          <Input
            type="date"
            aria-label={t("inbox.day.label")}
            aria-describedby={state.problem ? id : undefined}
            aria-invalid={state.problem ? true : undefined}
            max={today}
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
          <Button type="submit" isPending={state.isLooking} className="max-md:h-11">
            {t("inbox.day.go")}
          </Button>
        </div>
        {state.problem && (
          <p id={id} role="alert" className="text-danger text-sm">
            {state.problem}
          </p>
        )}
      </form>
    </Section>
  );
}
