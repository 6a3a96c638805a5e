"use client";
import {
  busiestWords,
  handoffKindWords,
  hourWords,
  languageWords,
  number,
  TITLES,
  weekdayWords,
} from "@/domain/words/analytics";
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
  locale: string;
  minutesEach: number;
  onMinutes: (minutes: number) => void;
}

/** One question after the other, the most asked first. */
export function Charts({ accountId, asked, report, locale, minutesEach, onMinutes }: ChartsProps) {
  const { totals, totalsBefore, days, hours } = report;
  const compared = { totals, totalsBefore };
  return (
    <>
      <AtAGlance {...compared} minutesEach={minutesEach} onMinutes={onMinutes} />
      <ChartPanel
        topic="Messages"
        title={TITLES.messages(compared)}
        note={`${number(totals.messages.bot)} from the bot, ${number(totals.messages.person)} from people of the team.`}
        table={{
          head: ["Day", "Customers", "Bot", "People", "Conversations"],
          rows: days.map(({ date, received, byBot, byPeople, conversations }) => [
            dayWords(date, locale),
            ...[received, byBot, byPeople, conversations].map(number),
          ]),
        }}
      >
        <DayColumns
          label={`Messages from customers by day. ${TITLES.messages(compared)}.`}
          days={days.map(({ date, received }) => ({ date, count: received }))}
          locale={locale}
        />
      </ChartPanel>
      <DelayChart
        topic="First response"
        title={TITLES.firstResponse(compared)}
        note="From a customer's first message of a conversation to the first answer of anybody."
        now={totals.firstResponse}
        before={totalsBefore.firstResponse}
      />
      <DelayChart
        topic="The bot's answers"
        title={TITLES.botAnswer(compared)}
        note="From the first message that nobody had answered yet."
        now={totals.botAnswer}
        before={totalsBefore.botAnswer}
      />
      <DelayChart
        topic="People's replies"
        title={TITLES.personReply(compared)}
        note="From the first message that the bot left to people."
        now={totals.personReply}
        before={totalsBefore.personReply}
      />
      <Shares
        topic="What came of messages"
        title={TITLES.outcomes(compared)}
        rows={[
          ["Answered by the bot", totals.turns.answered, totalsBefore.turns.answered],
          ["Handed to a person", totals.turns.handed_off, totalsBefore.turns.handed_off],
          ["Handled by rules", totals.turns.automated, totalsBefore.turns.automated],
          ["No answer needed", totals.turns.ignored, totalsBefore.turns.ignored],
        ]}
        note="Messages that a customer writes in a row count once."
      />
      <Shares
        topic="Why it was handed over"
        title={TITLES.handoffs(compared)}
        rows={totals.handoffs.map(({ kind, count }) => [
          handoffKindWords(kind),
          count,
          totalsBefore.handoffs.find((one) => one.kind === kind)?.count ?? 0,
        ])}
      />
      <TopQuestions asked={asked} />
      <UnansweredQuestions accountId={accountId} asked={asked} />
      <Shares
        topic="Resolution"
        title={TITLES.resolution(compared)}
        rows={[
          ["Resolved by the bot", totals.resolution.resolved, totalsBefore.resolution.resolved],
          [
            "Others",
            totals.resolution.settled - totals.resolution.resolved,
            totalsBefore.resolution.settled - totalsBefore.resolution.resolved,
          ],
        ]}
        note="Resolved: the bot answered, nothing was handed over, no person wrote, and the customer didn't come back within 3 days. Conversations count once those 3 days are over."
      />
      <Shares
        topic="Ratings"
        title={TITLES.ratings(compared)}
        rows={[
          ["Thumbs up", totals.ratings.up, totalsBefore.ratings.up],
          ["Thumbs down", totals.ratings.down, totalsBefore.ratings.down],
        ]}
        note="Customers' reactions to the bot's messages."
      />
      <Shares
        topic="Languages"
        title={TITLES.languages(compared)}
        rows={totals.languages.map(({ language, count }) => [
          languageWords(language),
          count,
          totalsBefore.languages.find((one) => one.language === language)?.count ?? 0,
        ])}
      />
      <ChartPanel
        topic="Busiest hours"
        title={busiestWords(hours)}
        note="Messages from customers, by your clock."
        table={{
          head: ["Hour", ...hours.map((_, weekday) => weekdayWords(weekday).slice(0, 3))],
          rows: Array.from({ length: 24 }, (_, hour) => [
            hourWords(hour),
            ...hours.map((day) => number(day[hour] ?? 0)),
          ]),
        }}
      >
        <HourGrid label={`Messages by weekday and hour. ${busiestWords(hours)}.`} hours={hours} />
      </ChartPanel>
      <ModelTable title={TITLES.models(compared)} models={totals.models} />
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
  return (
    <ChartPanel
      topic={topic}
      title={title}
      note={note}
      table={{
        head: [topic, "Now", "Before"],
        rows: rows.map(([name, now, before]) => [name, number(now), number(before)]),
      }}
    >
      <BarList label={topic} bars={rows.map(([label, count]) => ({ label, count }))} />
    </ChartPanel>
  );
}
