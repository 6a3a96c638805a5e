"use client";
import { Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { lazyDialog } from "@/components/ui/lazy-dialog";
import { normalizeTag } from "@/domain/messaging/tag";
import { whoMay } from "@/domain/words/role";
import type { Translate } from "@/domain/words/translate";
import { api, type RouterOutputs } from "@/trpc/react";

const RenameTagDialog = lazyDialog(() => import("./rename-tag-dialog").then((module) => module.RenameTagDialog));
const DeleteTagDialog = lazyDialog(() => import("./delete-tag-dialog").then((module) => module.DeleteTagDialog));

export type TagItem = RouterOutputs["automation"]["tags"][number];

/** From so many on one looks for a word instead of going through them. */
const SEARCHED_FROM = 8;

/** The account's tags, for those who answer customers. */
export function TagsPanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  if (!account.permissions.includes("conversation.reply"))
    return <p className="text-ink-soft">{t("settings.tags.whoMay", { who: whoMay(t, "conversation.reply") })}</p>;
  return <TagList accountId={accountId} canManage={account.permissions.includes("automation.manage")} />;
}

function TagList({ accountId, canManage }: { accountId: string; canManage: boolean }) {
  const t = useTranslations();
  const [tags] = api.automation.tags.useSuspenseQuery({ accountId });
  const [query, setQuery] = useState("");
  // Kept while a dialog closes.
  const [chosen, setChosen] = useState<TagItem | null>(null);
  const [open, setOpen] = useState<"rename" | "delete" | null>(null);
  const shown = tags.filter(({ tag }) => tag.includes(normalizeTag(query)));
  const opener = useRef<HTMLElement | null>(null);
  const ask = (what: "rename" | "delete", tag: TagItem, button: HTMLElement) => {
    opener.current = button;
    setChosen(tag);
    setOpen(what);
  };
  const close = (isOpen: boolean) => !isOpen && setOpen(null);
  if (tags.length === 0) return <p className="max-w-[60ch] text-ink-soft">{t("settings.tags.none")}</p>;
  return (
    <div className="flex flex-col items-start gap-4">
      {tags.length >= SEARCHED_FROM && (
        <Input
          type="search"
          aria-label={t("settings.tags.search")}
          placeholder={t("common.actions.search")}
          autoComplete="off"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      )}
      {shown.length > 0 && (
        <ul aria-label={t("settings.tags.title")} className="w-full divide-y border-y">
          {shown.map((item) => (
            <li key={item.tag} className="flex items-center justify-between gap-3 py-2">
              <span className="flex min-w-0 flex-col gap-0.5">
                <bdi className="break-words font-medium">{item.tag}</bdi>
                <span className="text-ink-soft text-sm">{whereUsed(t, item)}</span>
              </span>
              {canManage && (
                <span className="flex shrink-0 gap-1">
                  <Button
                    variant="quiet"
                    size="icon-sm"
                    aria-label={t("settings.tags.renameNamed", { tag: item.tag })}
                    onClick={(event) => ask("rename", item, event.currentTarget)}
                    className="max-md:size-9"
                  >
                    <Pencil />
                  </Button>
                  <Button
                    variant="quiet"
                    size="icon-sm"
                    aria-label={t("settings.tags.deleteNamed", { tag: item.tag })}
                    onClick={(event) => ask("delete", item, event.currentTarget)}
                    className="max-md:size-9"
                  >
                    <Trash2 />
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {shown.length === 0 && (
        <p role="status" className="text-ink-soft">
          {t("settings.tags.noMatch")}
        </p>
      )}
      {!canManage && (
        <p className="text-ink-soft text-sm">
          {t("settings.tags.whoChanges", { who: whoMay(t, "automation.manage") })}
        </p>
      )}
      {chosen && (
        <RenameTagDialog
          key={`rename ${chosen.tag}`}
          isOpen={open === "rename"}
          onOpenChange={close}
          returnTo={opener}
          accountId={accountId}
          tag={chosen.tag}
          others={tags.map(({ tag }) => tag).filter((tag) => tag !== chosen.tag)}
        />
      )}
      {chosen && (
        <DeleteTagDialog
          key={`delete ${chosen.tag}`}
          isOpen={open === "delete"}
          onOpenChange={close}
          returnTo={opener}
          accountId={accountId}
          item={chosen}
        />
      )}
    </div>
  );
}

/** Where it is used: "12 customers · 1 rule". */
const whereUsed = (t: Translate, { customers, rules, views }: TagItem): string =>
  [
    t("settings.tags.customers", { count: customers }),
    ...(rules.length > 0 ? [t("settings.tags.rules", { count: rules.length })] : []),
    ...(views > 0 ? [t("settings.tags.views", { count: views })] : []),
  ].join(" · ");
