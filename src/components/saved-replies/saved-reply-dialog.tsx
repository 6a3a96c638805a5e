"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { unknownVariables } from "@/domain/automation/variables";
import { MAX_SAVED_KEY, MAX_SAVED_TEXT } from "@/domain/messaging/saved-reply";
import { savedReplySchema } from "@/domain/messaging/saved-reply-schema";
import type { MessageKey, Translate } from "@/domain/words/translate";
import { useSavedReplyActs } from "./use-saved-reply-acts";

interface SavedReplyDialogProps {
  accountId: string;
  /** Without an id: a new one. */
  edited: { id?: string; key: string; text: string };
  onClose: () => void;
}

/** Writes a saved reply. */
export function SavedReplyDialog({ accountId, edited, onClose }: SavedReplyDialogProps) {
  const t = useTranslations();
  const [reply, setReply] = useState(edited);
  const [isChecked, setIsChecked] = useState(false);
  const { save, isSaving, failure } = useSavedReplyActs(accountId);
  const parsed = savedReplySchema.safeParse(reply);
  const problemOf = (name: keyof typeof PROBLEMS) => {
    const code = isChecked ? parsed.error?.issues.find(({ path }) => path[0] === name)?.code : undefined;
    const problem = code && PROBLEMS[name][code];
    return problem && t(problem, { count: name === "key" ? MAX_SAVED_KEY + 1 : MAX_SAVED_TEXT });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The dialog stands inside the composer's form.
    event.stopPropagation();
    setIsChecked(true);
    if (parsed.success) save({ ...edited, ...parsed.data }, onClose);
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={t(edited.id === undefined ? "conversation.savedReplies.new" : "conversation.savedReplies.change")}
        description={t("conversation.savedReplies.purpose")}
        className="max-h-[90dvh] overflow-y-auto [--dialog-top:12%] [--dialog-width:34rem]"
      >
        <form noValidate onSubmit={submit} className="flex flex-col gap-5">
          <Field
            label={t("conversation.savedReplies.name")}
            error={problemOf("key")}
            hint={t("conversation.savedReplies.nameHint")}
          >
            {(control) => (
              <Input
                {...control}
                dir="auto"
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                value={reply.key}
                onChange={(event) => setReply({ ...reply, key: event.target.value })}
              />
            )}
          </Field>
          <Field label={t("conversation.savedReplies.reply")} error={problemOf("text")} hint={hintOf(t, reply.text)}>
            {(control) => (
              <Textarea
                {...control}
                dir="auto"
                rows={4}
                maxLength={MAX_SAVED_TEXT}
                value={reply.text}
                onChange={(event) => setReply({ ...reply, text: event.target.value })}
                className="max-h-72 min-h-28"
              />
            )}
          </Field>
          {failure && (
            <p role="alert" className="text-danger text-sm">
              {failure}
            </p>
          )}
          <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
            <DialogClose asChild>
              <Button>{t("common.actions.cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" isPending={isSaving}>
              {t("common.actions.save")}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** What is wrong with each field, by the code of the schema's issue. */
const PROBLEMS: Record<"key" | "text", Record<string, MessageKey>> = {
  key: {
    too_small: "conversation.savedReplies.problems.noName",
    too_big: "conversation.savedReplies.problems.longName",
    invalid_format: "conversation.savedReplies.problems.wrongName",
  },
  text: {
    too_small: "conversation.savedReplies.problems.noText",
    too_big: "conversation.savedReplies.problems.longText",
  },
};

function hintOf(t: Translate, text: string): string {
  const unknown = unknownVariables(text, { byPerson: true });
  if (unknown.length > 0)
    return t("conversation.savedReplies.unknown", { names: unknown.map((name) => `{{${name}}}`).join(", ") });
  return t("conversation.savedReplies.variables");
}
