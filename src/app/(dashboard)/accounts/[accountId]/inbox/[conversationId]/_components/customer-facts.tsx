"use client";
import { Pencil, Plus, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Section } from "@/components/answer-details";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { factLabel, factValue } from "@/domain/words/handover";
import { api, type RouterOutputs } from "@/trpc/react";
import { useFactActs } from "./use-fact-acts";

const FactForm = dynamic(() => import("./fact-form").then((module) => module.FactForm));

type Fact = RouterOutputs["automation"]["customer"]["fields"][number];

interface CustomerFactsProps {
  accountId: string;
  conversationId: string;
  /** Everybody in a group shares the conversation: nothing is known of it. */
  isGroup: boolean;
}

/** Tags, and what is known: answers to forms, what they wrote of themselves, and what the team says. */
export function CustomerFacts({ accountId, conversationId, isGroup }: CustomerFactsProps) {
  const { data } = api.automation.customer.useQuery({ accountId, conversationId });
  const { data: account } = api.account.get.useQuery({ accountId });
  const canEdit = !isGroup && (account?.permissions.includes("conversation.reply") ?? false);
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
      {data && (data.fields.length > 0 || canEdit) && (
        <Section title="Known">
          <KnownFacts accountId={accountId} conversationId={conversationId} facts={data.fields} canEdit={canEdit} />
        </Section>
      )}
    </>
  );
}

interface KnownFactsProps {
  accountId: string;
  conversationId: string;
  facts: readonly Fact[];
  canEdit: boolean;
}

function KnownFacts({ accountId, conversationId, facts, canEdit }: KnownFactsProps) {
  const acts = useFactActs(accountId, conversationId);
  /** Of the one that is changed; "" for a new one. */
  const [edited, edit] = useState<string | null>(null);
  const form = (fact?: Fact) => (
    <FactForm
      fact={fact}
      taken={facts.map(({ name }) => name)}
      isPending={acts.isSaving}
      failure={acts.failure}
      onSave={(name, value) => acts.save(name, value, () => edit(null))}
      onCancel={() => edit(null)}
    />
  );
  const open = (name: string) => {
    acts.forgetFailure();
    edit(name);
  };
  return (
    <div className="flex flex-col items-start gap-3">
      {facts.length === 0 && edited === null && (
        <p className="text-ink-soft text-sm">Nothing yet. What they write of themselves is noted here.</p>
      )}
      {facts.length > 0 && (
        <ul aria-label="Known" className="flex w-full flex-col gap-2.5">
          {facts.map((fact) => (
            <li key={fact.name}>
              {edited === fact.name ? (
                form(fact)
              ) : (
                <FactRow
                  fact={fact}
                  {...(canEdit ? { onEdit: () => open(fact.name), onRemove: () => acts.remove(fact) } : {})}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {canEdit && edited === "" && form()}
      {canEdit && edited === null && (
        <Button size="sm" onClick={() => open("")} className="max-md:h-11">
          <Plus />
          Add
        </Button>
      )}
    </div>
  );
}

function FactRow({ fact, onEdit, onRemove }: { fact: Fact; onEdit?: () => void; onRemove?: () => void }) {
  const label = factLabel(fact.name);
  const acts = [
    { words: "Correct", icon: Pencil, act: onEdit },
    { words: "Remove", icon: X, act: onRemove },
  ].filter(({ act }) => act);
  return (
    <div className="flex items-start justify-between gap-2">
      <div className="flex min-w-0 flex-col">
        <span className="text-ink-soft text-sm">{label}</span>
        <span dir="auto" className="break-words">
          {factValue(fact)}
        </span>
        {originOf(fact) && <span className="break-words text-ink-faint text-xs">{originOf(fact)}</span>}
      </div>
      {acts.length > 0 && (
        <span className="flex shrink-0 gap-0.5">
          {acts.map(({ words, icon: Icon, act }) => (
            <Button
              key={words}
              variant="quiet"
              size="icon-sm"
              aria-label={`${words} ${label}`}
              onClick={act}
              className="max-md:size-11"
            >
              <Icon />
            </Button>
          ))}
        </span>
      )}
    </div>
  );
}

const originOf = ({ isRead, setBy }: Fact): string | undefined =>
  isRead ? "From what they wrote" : setBy ? `Noted by ${setBy}` : undefined;
