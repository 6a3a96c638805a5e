"use client";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog, Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { TagItem } from "./tags-panel";

interface DeleteTagDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Where the focus goes when it closes. */
  returnTo: RefObject<HTMLElement | null>;
  accountId: string;
  item: TagItem;
}

/** Asks before a tag is taken from all customers; says which rules stand in the way. */
export function DeleteTagDialog({ isOpen, onOpenChange, returnTo, accountId, item }: DeleteTagDialogProps) {
  const t = useTranslations();
  const utils = api.useUtils();
  const { tag, customers, rules, views } = item;
  const remove = api.automation.deleteTag.useMutation({
    onSuccess: () => toast.success(t("settings.tags.deleted", { tag })),
    onError: (error) => toast.error(t("settings.tags.stillThere"), { description: errorWords(error, t) }),
    // Also after a refusal: somebody else may have changed them.
    onSettled: async () => {
      onOpenChange(false);
      await utils.automation.tags.invalidate({ accountId });
    },
  });
  if (rules.length > 0)
    return (
      <Dialog open={isOpen} onOpenChange={onOpenChange}>
        <DialogContent
          title={t("settings.tags.inUse", { tag })}
          description={t("settings.tags.inUseDescription")}
          returnTo={returnTo}
        >
          <ul
            aria-label={t("settings.tags.usedBy")}
            className="flex max-h-60 list-disc flex-col gap-1 overflow-y-auto ps-5"
          >
            {rules.map(({ id, name }) => (
              <li key={id} dir="auto" className="break-words">
                {name}
              </li>
            ))}
          </ul>
          <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
            <DialogClose asChild>
              <Button>{t("common.actions.close")}</Button>
            </DialogClose>
            <Button asChild variant="primary">
              <Link href={`/accounts/${accountId}/automations` as Route}>{t("settings.tags.toRules")}</Link>
            </Button>
          </div>
        </DialogContent>
      </Dialog>
    );
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("settings.tags.deleteTitle", { tag })}
      description={[
        t("settings.tags.deleteDescription", { count: customers }),
        ...(views > 0 ? [t("settings.tags.deleteViews", { count: views })] : []),
      ].join(" ")}
      confirmLabel={t("common.actions.delete")}
      cancelLabel={t("common.actions.keepIt")}
      isPending={remove.isPending}
      onConfirm={() => remove.mutate({ accountId, tag })}
    />
  );
}
