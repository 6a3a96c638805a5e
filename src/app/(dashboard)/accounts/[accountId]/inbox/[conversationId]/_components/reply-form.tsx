"use client";
import { ArrowUp, MessageSquareQuote } from "lucide-react";
import { type KeyboardEvent, type RefObject, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import { Tooltip } from "@/components/ui/tooltip";
import { blanksIn } from "@/domain/automation/variables";
import { savedReplyAsked } from "@/domain/messaging/saved-reply";
import { BlanksNotice } from "./blanks-notice";
import { SavedReplyMenu } from "./saved-reply-menu";
import { SavedReplySheet } from "./saved-reply-sheet";
import { useFieldText } from "./use-field-text";
import { useSavedReplies } from "./use-saved-replies";

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
  onSend: (text: string) => void;
}

/** Where a reply is written, with what helps to write it. */
export function ReplyForm({ accountId, conversationId, field, text, onChange, onAnswer, onSend }: ReplyFormProps) {
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

  const send = ({ withBlanks = false } = {}) => {
    if (text.trim() === "") return;
    const [blank] = blanksIn(text);
    if (blank && !withBlanks) {
      setIsBlocked(true);
      select(blank.start, blank.end);
      return;
    }
    setIsBlocked(false);
    onSend(text.trim());
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
      <SavedReplyMenu replies={replies} onManage={() => setIsSheetOpen(true)} />
      {isBlocked && <BlanksNotice blanks={blanksIn(text)} onSend={() => send({ withBlanks: true })} />}
      <Textarea
        ref={field}
        aria-label="Message"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={replies.offered.length > 0 ? replies.listId : undefined}
        aria-activedescendant={replies.chosen && replies.optionId(replies.chosen)}
        placeholder="Write a message. / for saved replies"
        maxLength={MAX_LENGTH}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        className="block max-h-48 min-h-11 border-0 bg-transparent px-4 pt-2.5 focus-visible:outline-0"
      />
      <div className="flex items-center gap-0.5 px-1.5 pb-1.5">
        <Tooltip label="Saved replies">
          <Button
            variant="quiet"
            size="icon"
            aria-label="Saved replies"
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
          aria-label="Send"
          disabled={text.trim() === ""}
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
