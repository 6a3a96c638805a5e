"use client";
import { type FormEvent, useState } from "react";
import { problemAt, problemsOf } from "@/components/problems";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { unknownVariables } from "@/domain/automation/variables";
import { MAX_SAVED_TEXT, savedReplySchema } from "@/domain/messaging/saved-reply";
import { useSavedReplyActs } from "./use-saved-reply-acts";

interface SavedReplyDialogProps {
  accountId: string;
  /** Without an id: a new one. */
  edited: { id?: string; key: string; text: string };
  onClose: () => void;
}

/** Writes a saved reply. */
export function SavedReplyDialog({ accountId, edited, onClose }: SavedReplyDialogProps) {
  const [reply, setReply] = useState(edited);
  const [isChecked, setIsChecked] = useState(false);
  const { save, isSaving, failure } = useSavedReplyActs(accountId);
  const parsed = savedReplySchema.safeParse(reply);
  const problems = isChecked ? problemsOf(parsed, []) : [];
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
        title={edited.id === undefined ? "New saved reply" : "Change the saved reply"}
        description="Your team finds it by typing a stroke and its name."
        className="max-h-[90dvh] overflow-y-auto sm:top-[12%] sm:w-[34rem]"
      >
        <form noValidate onSubmit={submit} className="flex flex-col gap-5">
          <Field label="Name" error={problemAt(problems, "key")} hint="One word, such as hours. You type /hours.">
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
          <Field label="Reply" error={problemAt(problems, "text")} hint={hintOf(reply.text)}>
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
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" isPending={isSaving}>
              Save
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function hintOf(text: string): string {
  const unknown = unknownVariables(text, { byPerson: true });
  if (unknown.length > 0)
    return `Nothing is called ${unknown.map((name) => `{{${name}}}`).join(", ")}; whoever uses it has to fill that in.`;
  return "{{first_name}}, {{name}}, {{business}}, {{operator}} and {{next_opening}} are filled in. What isn't known is left for you to write.";
}
