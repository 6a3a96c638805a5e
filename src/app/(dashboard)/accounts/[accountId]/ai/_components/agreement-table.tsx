"use client";
import { EmptyState } from "@/components/ui/empty-state";
import { ScoreBar } from "@/components/ui/score-bar";
import { overallAgreement, shareWords, unchangedWords } from "@/domain/words/shadow";
import type { RouterOutputs } from "@/trpc/react";

interface AgreementTableProps {
  agreement: RouterOutputs["shadow"]["agreement"];
  isShadowed: boolean;
}

/** Per topic: how many drafts people decided about, and how far what was sent agrees with them. */
export function AgreementTable({ agreement: { days, topics }, isShadowed }: AgreementTableProps) {
  const overall = overallAgreement(topics);
  if (!overall)
    return (
      <EmptyState
        title="No drafts to compare yet"
        headingLevel={2}
        description={
          isShadowed
            ? "As soon as your team sends, changes or discards drafts in the inbox, you see here how far they agree, topic by topic."
            : "Switch shadow mode on, and you see here how far your team agrees with the bot, topic by topic."
        }
        className="rounded-card border border-dashed py-10"
      />
    );
  return (
    <section aria-label="Agreement" className="flex flex-col gap-3">
      <header className="flex flex-col gap-0.5">
        <h3 className="font-semibold">{unchangedWords(overall)}</h3>
        <p className="text-ink-faint text-sm">
          The last {days} days. A topic is the document that a draft cites first.
        </p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <div tabIndex={0} className="scroll-quiet overflow-x-auto">
        <table className="w-full text-start tabular-nums [&_td]:py-2.5 [&_td]:pe-4 [&_th]:py-2.5 [&_th]:pe-4 [&_tr>*:last-child]:pe-0">
          <thead>
            <tr className="border-b align-bottom text-ink-faint text-xs [&_th]:font-medium">
              <th scope="col">Topic</th>
              <th scope="col">Drafts</th>
              <th scope="col">Sent unchanged</th>
              <th scope="col">Agreement</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {topics.map(({ topic, count, unchangedCount, agreement }) => (
              <tr key={topic}>
                <th scope="row" dir="auto" className="max-w-56 font-normal [overflow-wrap:anywhere]">
                  {topic}
                </th>
                <td>{count.toLocaleString("en")}</td>
                <td>{shareWords(unchangedCount / count)}</td>
                <td>
                  <ScoreBar
                    value={agreement}
                    text={shareWords(agreement)}
                    label="Agreement"
                    className="text-base max-sm:[&>:first-child]:hidden"
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="max-w-[66ch] text-ink-faint text-sm">
        Agreement compares the words of a draft with those that were sent: 100 % means the same words in the same order,
        and a discarded draft counts as 0 %. Drafts that nobody decided about don't count.
      </p>
    </section>
  );
}
