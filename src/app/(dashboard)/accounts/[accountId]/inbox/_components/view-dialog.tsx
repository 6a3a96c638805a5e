"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, type RefObject, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LabelledSwitch } from "@/components/ui/labelled-switch";
import type { InboxFilters } from "@/domain/messaging/inbox-filters";
import { MAX_VIEW_NAME, viewNameSchema } from "@/domain/messaging/inbox-view";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { InboxView } from "./use-inbox-address";

interface ViewDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  accountId: string;
  /** Undefined: a new one. */
  edited: InboxView | undefined;
  /** What a new one shows. */
  filters: InboxFilters;
  mayShare: boolean;
  onSaved: (viewId: string) => void;
  /** Where the focus goes when it closes. */
  returnTo: RefObject<HTMLElement | null>;
}

/** Names a view, and says whether the team sees it. */
export function ViewDialog({ isOpen, onOpenChange, returnTo, ...props }: ViewDialogProps) {
  const t = useTranslations();
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={t(props.edited ? "inbox.views.edit" : "inbox.views.save")}
        description={t(props.edited ? "inbox.views.editPurpose" : "inbox.views.purpose")}
        returnTo={returnTo}
      >
        <ViewForm {...props} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

type ViewFormProps = Omit<ViewDialogProps, "isOpen" | "onOpenChange" | "returnTo"> & { onDone: () => void };

function ViewForm({ accountId, edited, filters, mayShare, onSaved, onDone }: ViewFormProps) {
  const t = useTranslations();
  const [name, setName] = useState(edited?.name ?? "");
  const [isShared, setIsShared] = useState(edited?.isShared ?? false);
  const [isChecked, setIsChecked] = useState(false);
  // Saved, and not shared yet: what is tried again doesn't save a second one.
  const [savedId, setSavedId] = useState(edited?.id);
  const utils = api.useUtils();
  const create = api.inboxView.create.useMutation();
  const update = api.inboxView.update.useMutation();
  const share = api.inboxView.share.useMutation();
  const failed = create.error ?? update.error ?? share.error;
  const parsed = viewNameSchema.safeParse(name);
  const problem = isChecked ? parsed.error?.issues[0]?.message : undefined;
  const canShare = mayShare && (edited?.isOwn ?? true);

  const save = async (named: string) => {
    const wasShared = edited?.isShared ?? false;
    for (const act of [create, update, share]) act.reset();
    try {
      let viewId = savedId;
      if (viewId) await update.mutateAsync({ accountId, viewId, name: named });
      else {
        viewId = (
          await create.mutateAsync({ accountId, name: named, filters: { ...filters, tags: [...filters.tags] } })
        ).viewId;
        setSavedId(viewId);
      }
      if (isShared !== wasShared) await share.mutateAsync({ accountId, viewId, isShared });
      await utils.inboxView.list.invalidate({ accountId });
      if (!edited) onSaved(viewId);
      onDone();
    } catch {
      // Shown below; what was done until then is there.
      void utils.inboxView.list.invalidate({ accountId });
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (parsed.success) void save(parsed.data);
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field label={t("inbox.views.name")} error={problem} hint={t("inbox.views.nameHint")}>
        {(control) => (
          <Input
            {...control}
            dir="auto"
            autoComplete="off"
            maxLength={MAX_VIEW_NAME}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {canShare ? (
        <LabelledSwitch
          label={t("inbox.views.share")}
          note={t("inbox.views.shareNote")}
          isOn={isShared}
          isDisabled={false}
          onChange={setIsShared}
        />
      ) : (
        <p className="text-ink-soft text-sm">
          {t(edited?.isShared ? "inbox.views.makerShares" : "inbox.views.whoShares")}
        </p>
      )}
      {failed && (
        <p role="alert" className="text-danger text-sm">
          {errorWords(failed, t)}
        </p>
      )}
      <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <DialogClose asChild>
          <Button>{t("common.actions.cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isPending={create.isPending || update.isPending || share.isPending}>
          {t("common.actions.save")}
        </Button>
      </div>
    </form>
  );
}
