"use client";
import { useLocale, useTranslations } from "next-intl";
import {
  askedWords,
  busiestWords,
  handoffKindWords,
  hourWords,
  number,
  questionLanguageWords,
  TITLES,
} from "@/domain/words/analytics";
import { weekdayWords } from "@/domain/words/weekday";
import type { RouterOutputs } from "@/trpc/react";
import { AtAGlance } from "./at-a-glance";
import { BarList } from "./bar-list";
import { ChartPanel } from "./chart-panel";
import { DayColumns, dayWords } from "./day-columns";
import { DelayChart } from "./delay-chart";
import { HourGrid } from "./hour-grid";
import { ModelTable } from "./model-table";
import { type QuestionsAsked, TopQuestions, UnansweredQuestions } from "./question-panels";

export type Report = RouterOutputs["analytics"]["report"];

interface ChartsProps {
  accountId: string;
  /** What the report was asked for. */
  asked: QuestionsAsked;
  report: Report;
  /** In which dates are written. */
  locale: string;
  minutesEach: number;
  onMinutes: (minutes: number) => void;
}

/** One question after the other, the most asked first. */
export function Charts({ accountId, asked, report, locale, minutesEach, onMinutes }: ChartsProps) {
  const t = useTranslations();
  const language = useLocale();
  const { totals, totalsBefore, days, hours } = report;
  const compared = { totals, totalsBefore };
  // Most accounts don't ask; theirs needs no panel that says so.
  const hasAsked = [totals, totalsBefore].some(({ asked: { up, down, none } }) => up + down + none > 0);
  const busiest = busiestWords(t, language, hours);
  const figure = (value: number) => number(value, language);
  const title = (name: keyof typeof TITLES) => TITLES[name](t, language, compared);
  return (
    <>
      <AtAGlance {...compared} minutesEach={minutesEach} onMinutes={onMinutes} />
      <ChartPanel
        topic={t("analytics.messages.topic")}
        title={title("messages")}
        note={t("analytics.messages.note", { bot: totals.messages.bot, people: totals.messages.person })}
        table={{
          head: [
            t("analytics.messages.day"),
            t("analytics.messages.customers"),
            t("analytics.messages.bot"),
            t("analytics.messages.people"),
            t("analytics.messages.conversations"),
          ],
          rows: days.map(({ date, received, byBot, byPeople, conversations }) => [
            dayWords(date, locale),
            ...[received, byBot, byPeople, conversations].map(figure),
          ]),
        }}
      >
        <DayColumns
          label={t("analytics.messages.byDay", { title: title("messages") })}
          days={days.map(({ date, received }) => ({ date, count: received }))}
          locale={locale}
        />
      </ChartPanel>
      <DelayChart
        topic={t("analytics.firstResponse.topic")}
        title={title("firstResponse")}
        note={t("analytics.firstResponse.note")}
        now={totals.firstResponse}
        before={totalsBefore.firstResponse}
      />
      <DelayChart
        topic={t("analytics.botAnswer.topic")}
        title={title("botAnswer")}
        note={t("analytics.botAnswer.note")}
        now={totals.botAnswer}
        before={totalsBefore.botAnswer}
      />
      <DelayChart
        topic={t("analytics.personReply.topic")}
        title={title("personReply")}
        note={t("analytics.personReply.note")}
        now={totals.personReply}
        before={totalsBefore.personReply}
      />
      <Shares
        topic={t("analytics.outcomes.topic")}
        title={title("outcomes")}
        rows={[
          [t("analytics.outcomes.answered"), totals.turns.answered, totalsBefore.turns.answered],
          [t("analytics.outcomes.handedOver"), totals.turns.handed_off, totalsBefore.turns.handed_off],
          [t("analytics.outcomes.automated"), totals.turns.automated, totalsBefore.turns.automated],
          [t("analytics.outcomes.ignored"), totals.turns.ignored, totalsBefore.turns.ignored],
        ]}
        note={t("analytics.outcomes.note")}
      />
      <Shares
        topic={t("analytics.handoffs.topic")}
        title={title("handoffs")}
        rows={totals.handoffs.map(({ kind, count }) => [
          handoffKindWords(t, kind),
          count,
          totalsBefore.handoffs.find((one) => one.kind === kind)?.count ?? 0,
        ])}
      />
      <TopQuestions asked={asked} />
      <UnansweredQuestions accountId={accountId} asked={asked} />
      <Shares
        topic={t("analytics.resolution.topic")}
        title={title("resolution")}
        rows={[
          [t("analytics.resolution.byBot"), totals.resolution.resolved, totalsBefore.resolution.resolved],
          [
            t("analytics.resolution.others"),
            totals.resolution.settled - totals.resolution.resolved,
            totalsBefore.resolution.settled - totalsBefore.resolution.resolved,
          ],
        ]}
        note={t("analytics.resolution.note")}
      />
      <Shares
        topic={t("analytics.ratings.topic")}
        title={title("ratings")}
        rows={[
          [t("analytics.ratings.up"), totals.ratings.up, totalsBefore.ratings.up],
          [t("analytics.ratings.down"), totals.ratings.down, totalsBefore.ratings.down],
        ]}
        note={t("analytics.ratings.note")}
      />
      {hasAsked && (
        <Shares
          topic={t("analytics.asked.topic")}
          title={title("asked")}
          rows={[
            [t("analytics.asked.up"), totals.asked.up, totalsBefore.asked.up],
            [t("analytics.asked.down"), totals.asked.down, totalsBefore.asked.down],
            [t("analytics.asked.silent"), totals.asked.none, totalsBefore.asked.none],
          ]}
          note={askedWords(t, language, totals)}
        />
      )}
      <Shares
        topic={t("analytics.languages.topic")}
        title={title("languages")}
        rows={totals.languages.map(({ language: code, count }) => [
          questionLanguageWords(t, language, code),
          count,
          totalsBefore.languages.find((one) => one.language === code)?.count ?? 0,
        ])}
      />
      <ChartPanel
        topic={t("analytics.hours.topic")}
        title={busiest}
        note={t("analytics.hours.note")}
        table={{
          head: [t("analytics.hours.hour"), ...hours.map((_, weekday) => weekdayWords(weekday, language, "short"))],
          rows: Array.from({ length: 24 }, (_, hour) => [
            hourWords(hour),
            ...hours.map((day) => figure(day[hour] ?? 0)),
          ]),
        }}
      >
        <HourGrid label={t("analytics.hours.byWeekday", { title: busiest })} hours={hours} />
      </ChartPanel>
      <ModelTable title={title("models")} models={totals.models} />
    </>
  );
}

interface SharesProps {
  topic: string;
  title: string;
  note?: string;
  /** Name, now and before. */
  rows: readonly (readonly [string, number, number])[];
}

function Shares({ topic, title, note, rows }: SharesProps) {
  const t = useTranslations();
  const locale = useLocale();
  return (
    <ChartPanel
      topic={topic}
      title={title}
      note={note}
      table={{
        head: [topic, t("analytics.panel.now"), t("analytics.panel.before")],
        rows: rows.map(([name, now, before]) => [name, number(now, locale), number(before, locale)]),
      }}
    >
      <BarList label={topic} bars={rows.map(([label, count]) => ({ label, count }))} />
    </ChartPanel>
  );
}
