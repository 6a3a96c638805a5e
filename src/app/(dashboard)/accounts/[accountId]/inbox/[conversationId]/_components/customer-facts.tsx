"use client";
import { Pencil, Plus, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { factLabel, factValue } from "@/domain/words/handover";
import type { Translate } from "@/domain/words/translate";
import { api, type RouterOutputs } from "@/trpc/react";
import { CustomerTags } from "./customer-tags";
import { useFactActs } from "./use-fact-acts";

const FactForm = dynamic(() => import("./fact-form").then((module) => module.FactForm));

type Fact = RouterOutputs["automation"]["customer"]["fields"][number];

interface CustomerFactsProps {
  accountId: string;
  conversationId: string;
  /** Everybody in a group shares the conversation: nothing is known of it. */
  isGroup: boolean;
  /** How often a key asked for a tag to be added. */
  tagAsked: number;
}

/** Tags, and what is known: answers to forms, what they wrote of themselves, and what the team says. */
export function CustomerFacts({ accountId, conversationId, isGroup, tagAsked }: CustomerFactsProps) {
  const t = useTranslations();
  const { data } = api.automation.customer.useQuery({ accountId, conversationId });
  const { data: account } = api.account.get.useQuery({ accountId });
  const canReply = account?.permissions.includes("conversation.reply") ?? false;
  const canEdit = !isGroup && canReply;
  return (
    <>
      {data && (
        <CustomerTags
          accountId={accountId}
          conversationId={conversationId}
          tags={data.tags}
          canEdit={canReply}
          asked={tagAsked}
        />
      )}
      {data && (data.fields.length > 0 || canEdit) && (
        <Section title={t("inbox.facts.known")}>
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
  const t = useTranslations();
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
      {facts.length === 0 && edited === null && <p className="text-ink-soft text-sm">{t("inbox.facts.nothing")}</p>}
      {facts.length > 0 && (
        <ul aria-label={t("inbox.facts.known")} className="flex w-full flex-col gap-2.5">
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
          {t("common.actions.add")}
        </Button>
      )}
    </div>
  );
}

function FactRow({ fact, onEdit, onRemove }: { fact: Fact; onEdit?: () => void; onRemove?: () => void }) {
  const t = useTranslations();
  const locale = useLocale();
  const label = factLabel(t, fact.name);
  const origin = originOf(t, fact);
  const acts = [
    { key: "inbox.facts.correct", icon: Pencil, act: onEdit },
    { key: "inbox.facts.remove", icon: X, act: onRemove },
  ] as const;
  const shown = acts.filter(({ act }) => act);
  return (
    <div className="flex items-start justify-between gap-2">
      <div className="flex min-w-0 flex-col">
        <span className="text-ink-soft text-sm">{label}</span>
        <span dir="auto" className="break-words">
          {factValue(fact, locale)}
        </span>
        {origin && <span className="break-words text-ink-faint text-xs">{origin}</span>}
      </div>
      {shown.length > 0 && (
        <span className="flex shrink-0 gap-0.5">
          {shown.map(({ key, icon: Icon, act }) => (
            <Button
              key={key}
              variant="quiet"
              size="icon-sm"
              aria-label={t(key, { fact: label })}
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

const originOf = (t: Translate, { isRead, setBy }: Fact): string | undefined =>
  isRead ? t("inbox.facts.read") : setBy ? t("inbox.facts.notedBy", { name: setBy }) : undefined;
