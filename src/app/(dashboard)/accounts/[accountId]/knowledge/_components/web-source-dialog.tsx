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
import { SCHEDULE_WORDS } from "@/domain/words/web-source";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

interface WebSourceDialogProps {
  accountId: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function WebSourceDialog({ accountId, isOpen, onOpenChange }: WebSourceDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title="Web page or site"
        description="The bot answers from what anybody can read there without signing in."
      >
        <WebSourceForm accountId={accountId} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

const MODES: readonly { value: WebSourceMode; label: string }[] = [
  { value: "page", label: "This page" },
  { value: "sitemap", label: "The whole site" },
];
const MODE_HINTS: Record<WebSourceMode, string> = {
  page: "One page, as it stands at this address.",
  sitemap: "Up to 500 pages that the site's own list of pages (sitemap) names at this address and below it.",
};

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
      toast.success("Reading has begun", { description: "It goes on when you leave this page." });
      onDone();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    const isEmpty = address.trim() === "";
    setIsMissing(isEmpty);
    if (!isEmpty) add.mutate({ accountId, address: address.trim(), mode, recrawlEveryHours: hours });
  }

  const failure = add.error ? errorWords(add.error, t) : undefined;
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field
        label="Address"
        error={isMissing ? "Type the address of a page or a site." : failure}
        hint="Such as www.example.com/help."
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
        <SegmentedControl label="What is read" value={mode} onChange={setMode} options={MODES} />
        <p className="text-ink-faint text-sm">{MODE_HINTS[mode]}</p>
      </div>
      <div className="flex items-center justify-between gap-3">
        <span className="font-medium text-sm">Read it again</span>
        <ChoiceMenu
          label="Read it again"
          value={String(hours)}
          onChange={(value) => setHours(SCHEDULE_WORDS.find((one) => String(one.hours) === value)?.hours ?? null)}
          options={SCHEDULE_WORDS.map((one) => ({ value: String(one.hours), label: one.label }))}
        />
      </div>
      <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isPending={add.isPending}>
          Add
        </Button>
      </div>
    </form>
  );
}
