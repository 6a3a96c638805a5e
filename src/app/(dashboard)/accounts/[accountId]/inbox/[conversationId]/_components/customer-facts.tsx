"use client";
import { Section } from "@/components/answer-details";
import { Badge } from "@/components/ui/badge";
import { api } from "@/trpc/react";

/** Tags and answers to forms. Nothing where there are none: most customers have neither. */
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
            {data.fields.map(({ name, value }) => (
              <div key={name} className="contents">
                <dt className="text-ink-soft first-letter:uppercase">{name.replaceAll("_", " ")}</dt>
                <dd dir="auto" className="min-w-0 break-words">
                  {value}
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </>
  );
}
