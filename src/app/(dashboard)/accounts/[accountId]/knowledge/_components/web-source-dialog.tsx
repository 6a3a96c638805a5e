"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { ChoiceMenu } from "@/components/ui/choice-menu";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { toast } from "@/components/ui/toast";
import type { RecrawlHours, WebSourceMode } from "@/domain/knowledge/web/web-source";
import { scheduleOptions } from "@/domain/words/web-source";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

interface WebSourceDialogProps {
  accountId: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function WebSourceDialog({ accountId, isOpen, onOpenChange }: WebSourceDialogProps) {
  const t = useTranslations();
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title={t("knowledge.web.add.title")} description={t("knowledge.web.add.description")}>
        <WebSourceForm accountId={accountId} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

const MODES: readonly WebSourceMode[] = ["page", "sitemap"];

function WebSourceForm({ accountId, onDone }: { accountId: string; onDone: () => void }) {
  const t = useTranslations();
  const utils = api.useUtils();
  const [address, setAddress] = useState("");
  const [mode, setMode] = useState<WebSourceMode>("page");
  const [hours, setHours] = useState<RecrawlHours>(null);
  const [isMissing, setIsMissing] = useState(false);
  const add = api.knowledge.web.add.useMutation({
    onSuccess: async () => {
      await utils.knowledge.web.list.invalidate({ accountId });
      toast.success(t("knowledge.web.add.begun"), { description: t("knowledge.web.add.goesOn") });
      onDone();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    const isEmpty = address.trim() === "";
    setIsMissing(isEmpty);
    if (!isEmpty) add.mutate({ accountId, address: address.trim(), mode, recrawlEveryHours: hours });
  }

  const schedules = scheduleOptions(t);
  const failure = add.error ? errorWords(add.error, t) : undefined;
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field
        label={t("knowledge.web.add.address")}
        error={isMissing ? t("knowledge.web.add.addressMissing") : failure}
        hint={t("knowledge.web.add.addressHint")}
      >
        {(control) => (
          <Input
            {...control}
            type="url"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={4_096}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-col gap-1.5">
        <SegmentedControl
          label={t("knowledge.web.add.what")}
          value={mode}
          onChange={setMode}
          options={MODES.map((value) => ({ value, label: t(`knowledge.web.add.modes.${value}.label`) }))}
        />
        <p className="text-ink-faint text-sm">{t(`knowledge.web.add.modes.${mode}.hint`)}</p>
      </div>
      <div className="flex items-center justify-between gap-3">
        <span className="font-medium text-sm">{t("knowledge.web.readAgain")}</span>
        <ChoiceMenu
          label={t("knowledge.web.readAgain")}
          value={String(hours)}
          onChange={(value) => setHours(schedules.find((one) => String(one.hours) === value)?.hours ?? null)}
          options={schedules.map((one) => ({ value: String(one.hours), label: one.label }))}
        />
      </div>
      <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <DialogClose asChild>
          <Button>{t("common.actions.cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isPending={add.isPending}>
          {t("common.actions.add")}
        </Button>
      </div>
    </form>
  );
}
