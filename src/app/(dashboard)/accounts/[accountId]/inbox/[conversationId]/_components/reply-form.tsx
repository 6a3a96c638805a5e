"use client";
import { ArrowUp, MessageSquareQuote } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import { latePart } from "@/components/ui/late/late-part";
import { lazyDialog } from "@/components/ui/lazy-dialog";
import { Tooltip } from "@/components/ui/tooltip";
import { blanksIn } from "@/domain/automation/variables";
import { savedReplyAsked } from "@/domain/messaging/saved-reply-search";
import { AttachButton } from "./attach-button";
import { EmojiPicker } from "./emoji-picker";
import type { Attachment } from "./outgoing-parts";
import type { Attachments } from "./use-attachments";
import { useFieldText } from "./use-field-text";
import { useFileDrop } from "./use-file-drop";
import { useSavedReplies } from "./use-saved-replies";

const SavedReplySheet = lazyDialog(() => import("./saved-reply-sheet").then((module) => module.SavedReplySheet));
const SavedReplyMenu = latePart(async () => (await import("./saved-reply-menu")).SavedReplyMenu);
const BlanksNotice = latePart(async () => (await import("./blanks-notice")).BlanksNotice);
const AttachmentTray = latePart(async () => (await import("./attachment-tray")).AttachmentTray);
/** WhatsApp's own limit. */
const MAX_LENGTH = 4096;

interface ReplyFormProps {
  accountId: string;
  conversationId: string;
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onChange: (text: string) => void;
  /** Something is being written that the customer is to read. */
  onAnswer: () => void;
  attachments: Attachments;
  onSend: (text: string, attachments: readonly Attachment[]) => void;
}

/** Where a reply is written, with what helps to write it. */
export function ReplyForm(props: ReplyFormProps) {
  const t = useTranslations();
  const { accountId, conversationId, field, text, attachments, onChange, onAnswer, onSend } = props;
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  /** Somebody wanted to send while gaps were left. */
  const [isBlocked, setIsBlocked] = useState(false);
  const change = (next: string) => {
    onChange(next);
    if (blanksIn(next).length === 0) setIsBlocked(false);
    // Looking for a saved reply is no answer yet.
    if (next.trim() !== "" && savedReplyAsked(next) === undefined) onAnswer();
  };
  const { insert, select, goToNextBlank } = useFieldText({ field, text, maxLength: MAX_LENGTH, onChange: change });
  const replies = useSavedReplies({ accountId, conversationId, isOn: !isSheetOpen, text, onInsert: insert });

  const attach = (files: File[]) => {
    if (files.length === 0) return;
    void attachments.add(files);
    onAnswer();
    field.current?.focus();
  };
  const isDragging = useFileDrop({ isOn: true, onFiles: attach });
  const isEmpty = text.trim() === "" && attachments.attachments.length === 0;

  const send = ({ withBlanks = false } = {}) => {
    if (isEmpty) return;
    const [blank] = blanksIn(text);
    if (blank && !withBlanks) {
      setIsBlocked(true);
      select(blank.start, blank.end);
      return;
    }
    setIsBlocked(false);
    onSend(text.trim(), attachments.take());
    onChange("");
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const isTaken = replies.press(event) || (event.key === "Tab" && !event.shiftKey && goToNextBlank());
    if (isTaken) event.preventDefault();
    else if (isSendKey(event)) {
      event.preventDefault();
      send();
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="relative flex flex-col"
    >
      {replies.isOpen && <SavedReplyMenu replies={replies} onManage={() => setIsSheetOpen(true)} />}
      {isBlocked && <BlanksNotice blanks={blanksIn(text)} onSend={() => send({ withBlanks: true })} />}
      {(attachments.attachments.length > 0 || attachments.refusals.length > 0) && (
        <AttachmentTray attachments={attachments} />
      )}
      {isDragging && (
        <p className="pointer-events-none absolute inset-1 z-10 grid place-items-center rounded-control border border-accent border-dashed bg-accent-tint font-medium">
          {t("inbox.composer.letGo")}
        </p>
      )}
      <Textarea
        ref={field}
        aria-label={t("inbox.composer.message")}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={replies.offered.length > 0 ? replies.listId : undefined}
        aria-activedescendant={replies.chosen && replies.optionId(replies.chosen)}
        placeholder={t("inbox.composer.placeholder")}
        maxLength={MAX_LENGTH}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const files = [...event.clipboardData.files];
          // A spreadsheet's cells come as words and as a picture of them: then the words are meant.
          if (files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
          event.preventDefault();
          attach(files);
        }}
        className="block max-h-48 min-h-11 border-0! bg-transparent! px-4! pt-2.5 focus-visible:outline-0!"
      />
      <div className="flex items-center gap-0.5 px-1.5 pb-1.5">
        <AttachButton onFiles={attach} />
        <EmojiPicker onChoose={(sign) => insert(sign, "at-cursor")} onClose={() => field.current?.focus()} />
        <Tooltip label={t("conversation.savedReplies.title")}>
          <Button
            variant="quiet"
            size="icon"
            aria-label={t("conversation.savedReplies.title")}
            onClick={() => setIsSheetOpen(true)}
            className="max-md:size-11"
          >
            <MessageSquareQuote />
          </Button>
        </Tooltip>
        <span className="flex-1" />
        <Button
          type="submit"
          variant="primary"
          size="icon"
          aria-label={t("inbox.composer.send")}
          disabled={isEmpty}
          className="max-md:size-11"
        >
          <ArrowUp />
        </Button>
      </div>
      <SavedReplySheet
        accountId={accountId}
        isOpen={isSheetOpen}
        onOpenChange={(isOpen) => {
          setIsSheetOpen(isOpen);
          if (!isOpen) select(text.length, text.length);
        }}
        onUse={(reply) => {
          setIsSheetOpen(false);
          void replies.use(reply, savedReplyAsked(text) === undefined ? "at-cursor" : "instead");
        }}
      />
    </form>
  );
}

/** Enter sends where there is a keyboard; on touch screens it starts a new line, as in WhatsApp. */
function isSendKey(event: KeyboardEvent): boolean {
  const isTouch = window.matchMedia("(pointer: coarse)").matches;
  // With Alt it sends the bot's draft: see use-send-key.ts.
  return event.key === "Enter" && !event.shiftKey && !event.altKey && !event.nativeEvent.isComposing && !isTouch;
}
