"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, type RefObject, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { MAX_FILTER_TAG } from "@/domain/messaging/inbox-filters";
import { tagSchema } from "@/domain/messaging/tag-schema";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

interface RenameTagDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Where the focus goes when it closes. */
  returnTo: RefObject<HTMLElement | null>;
  accountId: string;
  tag: string;
  /** The account's other tags: under the name of one of them, the two become one. */
  others: readonly string[];
}

/** Renames a tag everywhere. */
export function RenameTagDialog({ isOpen, onOpenChange, returnTo, ...props }: RenameTagDialogProps) {
  const t = useTranslations();
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={t("settings.tags.renameTitle", { tag: props.tag })}
        description={t("settings.tags.renamePurpose")}
        returnTo={returnTo}
      >
        <RenameForm {...props} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

type RenameFormProps = Omit<RenameTagDialogProps, "isOpen" | "onOpenChange" | "returnTo"> & { onDone: () => void };

function RenameForm({ accountId, tag, others, onDone }: RenameFormProps) {
  const t = useTranslations();
  const [typed, setTyped] = useState(tag);
  const [isChecked, setIsChecked] = useState(false);
  const utils = api.useUtils();
  const rename = api.automation.renameTag.useMutation({
    onSuccess: (_done, { to }) => {
      if (to !== tag) toast.success(t("settings.tags.renamed", { from: tag, to }));
      onDone();
    },
    // Also after a refusal: somebody else may have changed them.
    onSettled: () => utils.automation.tags.invalidate({ accountId }),
  });
  const parsed = tagSchema.safeParse(typed);
  const tooLong = parsed.error?.issues[0]?.code === "too_big";
  const problem =
    isChecked && parsed.error
      ? t(tooLong ? "settings.tags.longName" : "settings.tags.noName", { count: MAX_FILTER_TAG })
      : undefined;
  const isMerge = parsed.data !== undefined && others.includes(parsed.data);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (parsed.success) rename.mutate({ accountId, from: tag, to: parsed.data, mayMerge: isMerge });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field label={t("settings.tags.name")} error={problem}>
        {(control) => (
          <Input
            {...control}
            dir="auto"
            autoComplete="off"
            autoCapitalize="none"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {isMerge && (
        <p role="status" className="text-attention text-sm">
          {t("settings.tags.merge", { tag: parsed.data ?? "" })}
        </p>
      )}
      {rename.error && (
        <p role="alert" className="text-danger text-sm">
          {errorWords(rename.error, t)}
        </p>
      )}
      <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <DialogClose asChild>
          <Button>{t("common.actions.cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isPending={rename.isPending}>
          {t(isMerge ? "settings.tags.makeOne" : "settings.tags.rename")}
        </Button>
      </div>
    </form>
  );
}
