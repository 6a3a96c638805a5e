"use client";
import { Section } from "@/components/answer-details";
import { Badge } from "@/components/ui/badge";
import { factLabel, factValue } from "@/domain/words/handover";
import { api } from "@/trpc/react";

/** Tags, answers to forms, and what they wrote of themselves. Nothing where there are none: most customers have neither. */
export function CustomerFacts({ accountId, conversationId }: { accountId: string; conversationId: string }) {
  const { data } = api.automation.customer.useQuery({ accountId, conversationId });
  return (
    <>
      {data && data.tags.length > 0 && (
        <Section title="Tags">
          <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
            {data.tags.map((tag) => (
              <li key={tag} className="flex min-w-0">
                <Badge className="max-w-full truncate">{tag}</Badge>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {data && data.fields.length > 0 && (
        <Section title="Known">
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            {data.fields.map(({ name, value, isRead }) => (
              <div key={name} className="contents">
                <dt className="text-ink-soft">{factLabel(name)}</dt>
                <dd className="flex min-w-0 flex-col">
                  <span dir="auto" className="break-words">
                    {factValue({ name, value })}
                  </span>
                  {isRead && <span className="text-ink-faint text-xs">From what they wrote</span>}
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </>
  );
}
