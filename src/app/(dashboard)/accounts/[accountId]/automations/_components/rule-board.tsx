"use client";
import { LayoutTemplate, Plus, Workflow } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { latePart } from "@/components/ui/late/late-part";
import { PageHeader } from "@/components/ui/page-header";
import { whoMay } from "@/domain/words/role";
import { api, type RouterOutputs } from "@/trpc/react";
import type { RuleDraft } from "./rule-dialog";
import { RuleRow } from "./rule-row";
import { TemplateGallery } from "./template-gallery";

const DryRunSheet = latePart(async () => (await import("./dry-run-sheet")).DryRunSheet);

const RuleDialog = dynamic(() => import("./rule-dialog").then((module) => module.RuleDialog));

export type RuleItem = RouterOutputs["automation"]["list"][number];
export type FormItem = RouterOutputs["automation"]["forms"][number];

const EMPTY_RULE: RuleDraft = {
  name: "",
  definition: {
    trigger: { kind: "keyword", words: [] },
    conditions: [],
    actions: [{ kind: "send_text", text: "" }],
    flow: "stop",
  },
};

/** The rules of an account in their order, and the ways to a new one. */
export function RuleBoard({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [rules] = api.automation.list.useSuspenseQuery({ accountId });
  const [forms] = api.automation.forms.useSuspenseQuery({ accountId });
  const [files] = api.automation.files.useSuspenseQuery({ accountId });
  const names = new Map([
    ...forms.map(({ id, definition }) => [id, definition.name] as const),
    ...files.map(({ id, fileName }) => [id, fileName] as const),
  ]);
  const [edited, edit] = useState<RuleDraft | null>(null);
  const [triedId, tryOut] = useState<string | null>(null);
  const [showsTemplates, setShowsTemplates] = useState(false);
  const canManage = account.permissions.includes("automation.manage");
  const tried = rules.find(({ id }) => id === triedId);
  return (
    <>
      <PageHeader
        title={t("automations.title")}
        description={t("automations.description")}
        action={
          canManage && rules.length > 0 ? (
            <div className="flex flex-wrap gap-2">
              <Button aria-expanded={showsTemplates} onClick={() => setShowsTemplates(!showsTemplates)}>
                <LayoutTemplate />
                {t("automations.rules.templates")}
              </Button>
              <Button variant="primary" onClick={() => edit(EMPTY_RULE)}>
                <Plus />
                {t("automations.rules.new")}
              </Button>
            </div>
          ) : undefined
        }
      />
      {rules.length === 0 && (
        <EmptyState
          picture={<Workflow className="size-6" />}
          title={t("automations.rules.empty.title")}
          description={
            canManage
              ? t("automations.rules.empty.description")
              : t("automations.rules.empty.whoCan", { who: whoMay(t, "automation.manage") })
          }
          action={
            canManage && (
              <Button variant="primary" onClick={() => edit(EMPTY_RULE)} className="max-md:h-11">
                <Plus />
                {t("automations.rules.new")}
              </Button>
            )
          }
        />
      )}
      {canManage && (showsTemplates || rules.length === 0) && <TemplateGallery accountId={accountId} onChoose={edit} />}
      {rules.length > 0 && (
        <ol aria-label={t("automations.rules.title")} className="divide-y border-y">
          {rules.map((rule, index) => (
            <RuleRow
              key={rule.id}
              accountId={accountId}
              rule={rule}
              index={index}
              rules={rules}
              names={names}
              canManage={canManage}
              onEdit={() => edit({ id: rule.id, name: rule.name, definition: rule.definition })}
              onTry={() => tryOut(rule.id)}
            />
          ))}
        </ol>
      )}
      {edited && (
        <RuleDialog
          key={edited.id ?? "new"}
          accountId={accountId}
          draft={edited}
          forms={forms}
          files={files}
          onClose={() => edit(null)}
          onTry={tryOut}
        />
      )}
      {tried && <DryRunSheet accountId={accountId} rule={tried} names={names} onClose={() => tryOut(null)} />}
    </>
  );
}
