"use client";
import { useLocale, useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { ScoreBar } from "@/components/ui/score-bar";
import { overallAgreement, shareWords, topicWords, unchangedWords } from "@/domain/words/shadow";
import type { RouterOutputs } from "@/trpc/react";

interface AgreementTableProps {
  agreement: RouterOutputs["shadow"]["agreement"];
  isShadowed: boolean;
}

/** Per topic: how many drafts people decided about, and how far what was sent agrees with them. */
export function AgreementTable({ agreement: { days, topics }, isShadowed }: AgreementTableProps) {
  const t = useTranslations();
  const locale = useLocale();
  const overall = overallAgreement(topics);
  if (!overall)
    return (
      <EmptyState
        title={t("ai.agreement.none")}
        headingLevel={2}
        description={t(isShadowed ? "ai.agreement.noneWhileOn" : "ai.agreement.noneWhileOff")}
        className="rounded-card border border-dashed py-10!"
      />
    );
  return (
    <section aria-label={t("ai.agreement.title")} className="flex flex-col gap-3">
      <header className="flex flex-col gap-0.5">
        <h3 className="font-semibold">{unchangedWords(t, overall)}</h3>
        <p className="text-ink-faint text-sm">{t("ai.agreement.days", { days })}</p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <div tabIndex={0} className="scroll-quiet overflow-x-auto">
        <table className="w-full text-start tabular-nums [&_td]:py-2.5 [&_td]:pe-4 [&_th]:py-2.5 [&_th]:pe-4 [&_tr>*:last-child]:pe-0">
          <thead>
            <tr className="border-b align-bottom text-ink-faint text-xs [&_th]:font-medium">
              <th scope="col">{t("ai.agreement.topic")}</th>
              <th scope="col">{t("ai.agreement.drafts")}</th>
              <th scope="col">{t("ai.agreement.sentUnchanged")}</th>
              <th scope="col">{t("ai.agreement.title")}</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {topics.map(({ topic, count, unchangedCount, agreement }) => (
              <tr key={topic}>
                <th scope="row" dir="auto" className="max-w-56 font-normal [overflow-wrap:anywhere]">
                  {topicWords(t, topic)}
                </th>
                <td>{count.toLocaleString(locale)}</td>
                <td>{shareWords(t, unchangedCount / count)}</td>
                <td>
                  <ScoreBar
                    value={agreement}
                    text={shareWords(t, agreement)}
                    label={t("ai.agreement.title")}
                    className="text-base! max-sm:[&>:first-child]:hidden"
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="max-w-[66ch] text-ink-faint text-sm">{t("ai.agreement.explained")}</p>
    </section>
  );
}
