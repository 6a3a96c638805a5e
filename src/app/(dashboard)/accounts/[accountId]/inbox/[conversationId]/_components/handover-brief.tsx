"use client";
import { ChevronDown } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { factLine } from "@/domain/words/handover";
import { Told } from "@/i18n/told";
import { api } from "@/trpc/react";
import type { Conversation } from "./thread-header";

/** For whoever takes over: what the customer wants, why a person is needed, and what the bot said already. */
export function HandoverBrief({ accountId, conversation }: { accountId: string; conversation: Conversation }) {
  const t = useTranslations();
  const locale = useLocale();
  const key = { accountId, conversationId: conversation.id };
  // Failing, it is silently left out: everything in it stands in the messages below.
  const { data: brief } = api.conversation.handover.useQuery(key);
  const { data: customer } = api.automation.customer.useQuery(key);
  const [isShown, setIsShown] = useState(true);
  const bodyId = useId();
  if (!brief) return null;
  const { wants, wrote, why, tried } = brief;
  const known = factLine(t, customer?.fields ?? [], locale);
  return (
    <section
      aria-label={t("inbox.brief.label")}
      className="shrink-0 border-attention-line border-b bg-attention-surface/60 px-4 py-2 text-sm md:px-5"
    >
      <div className="flex items-center justify-between gap-2">
        <h2 className="font-medium">{t("inbox.brief.title")}</h2>
        <Button
          variant="quiet"
          size="sm"
          aria-expanded={isShown}
          aria-controls={bodyId}
          onClick={() => setIsShown((shown) => !shown)}
        >
          {t(isShown ? "inbox.brief.hide" : "inbox.brief.show")}
          <ChevronDown className={cn("transition-transform", isShown && "rotate-180")} />
        </Button>
      </div>
      <div
        id={bodyId}
        hidden={!isShown}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
        className="scroll-quiet max-h-[24dvh] overflow-y-auto rounded-mark"
      >
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 pb-1">
          <Row title={t("inbox.brief.wants")}>
            {wants.length === 0 ? (
              <span className="text-ink-soft">{t("inbox.brief.seeLast")}</span>
            ) : (
              wants.map((want) => <Line key={want}>{want}</Line>)
            )}
          </Row>
          {wrote && (
            <Row title={t("inbox.brief.wrote")}>
              <Line>{t("inbox.brief.quoted", { text: wrote })}</Line>
            </Row>
          )}
          {/* While somebody is waited for, the line above says it. */}
          {why && conversation.needsPersonReason === null && (
            <Row title={t("inbox.brief.whyPerson")}>
              <Line>
                <Told>{why}</Told>
              </Line>
            </Row>
          )}
          {tried.length > 0 && (
            <Row title={t("inbox.brief.botSaid")}>
              {tried.map(({ question, reply, isSure }) => (
                <div key={`${question}/${reply}`} className="flex min-w-0 flex-col">
                  <p dir="auto" className="line-clamp-2 break-words">
                    {reply}
                  </p>
                  <p dir="auto" className="line-clamp-1 break-words text-ink-soft">
                    {t(isSure ? "inbox.brief.to" : "inbox.brief.toNotSure", { question })}
                  </p>
                </div>
              ))}
            </Row>
          )}
          {known && (
            <Row title={t("inbox.brief.known")}>
              <Line>{known}</Line>
            </Row>
          )}
        </dl>
      </div>
    </section>
  );
}

function Row({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-soft">{title}</dt>
      <dd className="flex min-w-0 flex-col gap-0.5">{children}</dd>
    </div>
  );
}

function Line({ children }: { children: React.ReactNode }) {
  return (
    <p dir="auto" className="min-w-0 break-words">
      {children}
    </p>
  );
}
