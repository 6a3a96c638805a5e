"use client";
import { ArrowUp } from "lucide-react";
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { api } from "@/trpc/react";
import { NoteForm } from "./note-form";
import type { Conversation } from "./thread-header";
import { MODE_KEYS, useComposerMode } from "./use-composer-mode";
import type { Notes } from "./use-notes";
import { useOwnership } from "./use-ownership";
import { WhoAnswers } from "./who-answers";

/** WhatsApp's own limit. */
const MAX_LENGTH = 4096;

/** What was typed and not sent, by conversation, for as long as the tab lives. */
const drafts = new Map<string, string>();

interface ComposerProps {
  accountId: string;
  conversation: Conversation;
  canReply: boolean;
  /** The bot only drafts here, so typing doesn't take over. */
  isShadowed: boolean;
  /** A draft of the bot that is to be changed: its words come here. */
  edited: { id: string; text: string } | null;
  onCancelEdit: () => void;
  notes: Pick<Notes, "add" | "isAdding">;
  onSend: (text: string) => void;
}

/** Says who answers right now, and lets a person answer. Typing takes over, so that two never answer at once. */
export function Composer(props: ComposerProps) {
  const { accountId, conversation, canReply, isShadowed, edited, onSend } = props;
  const [text, setText] = useState(() => drafts.get(conversation.id) ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  const { takeOver, returnToBot, isReturning } = useOwnership(accountId, conversation.id);
  const isPerson = conversation.owner === "person";
  // Once the other field is there.
  const focusField = () => requestAnimationFrame(() => field.current?.focus());
  const { mode, change: changeMode } = useComposerMode({ isOn: canReply, onChange: focusField });

  const change = (next: string) => {
    setText(next);
    drafts.set(conversation.id, next);
    if (next.trim() !== "" && !isPerson && !isShadowed) takeOver();
  };
  const begin = useEffectEvent((draft: string) => {
    // What was typed already is not lost to it.
    change([text.trim(), draft].filter(Boolean).join("\n"));
    changeMode("reply");
    field.current?.focus();
  });
  useEffect(() => {
    if (edited) begin(edited.text);
  }, [edited]);
  const cancelEdit = () => {
    change("");
    props.onCancelEdit();
  };
  const send = () => {
    if (text.trim() === "") return;
    onSend(text.trim());
    setText("");
    drafts.delete(conversation.id);
  };
  return (
    <div className="mx-auto w-full max-w-3xl shrink-0 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-6 md:pb-5">
      <Offline accountId={accountId} />
      {canReply && (
        <div className="flex items-center gap-2 pb-2">
          <SegmentedControl
            label="Write"
            value={mode}
            onChange={changeMode}
            options={[
              { value: "reply", label: "Reply" },
              { value: "note", label: "Note" },
            ]}
            className="w-36"
          />
          <span className="text-ink-faint text-xs max-md:hidden">{MODE_KEYS}</span>
        </div>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        className="overflow-hidden rounded-card border border-outline has-[[role=listbox]]:overflow-visible bg-surface has-[textarea:focus-visible]:border-accent has-[textarea:focus-visible]:outline-1 has-[textarea:focus-visible]:outline-accent"
      >
        {mode === "note" && canReply ? (
          <NoteForm
            accountId={accountId}
            conversationId={conversation.id}
            field={field}
            isAdding={props.notes.isAdding}
            onAdd={props.notes.add}
            onLeave={() => changeMode("reply")}
          />
        ) : (
          <>
            <WhoAnswers
              conversation={conversation}
              canReply={canReply}
              isShadowed={isShadowed}
              isReturning={isReturning}
              onReturn={returnToBot}
              onTakeOver={takeOver}
              onCancelEdit={edited && cancelEdit}
            />
            {canReply ? (
              <div className="flex items-end gap-2 p-1.5">
                <Textarea
                  ref={field}
                  aria-label="Message"
                  placeholder="Write a message"
                  maxLength={MAX_LENGTH}
                  value={text}
                  onChange={(event) => change(event.target.value)}
                  onKeyDown={(event) => sendOnEnter(event, send)}
                  className="block max-h-48 min-h-10 border-0 bg-transparent px-2.5 focus-visible:outline-0"
                />
                <Button
                  type="submit"
                  variant="primary"
                  size="icon"
                  aria-label="Send"
                  disabled={text.trim() === ""}
                  className="size-10"
                >
                  <ArrowUp />
                </Button>
              </div>
            ) : (
              <p className="px-4 py-3 text-ink-soft">
                Your role can read here. Operators, admins and owners of this account can reply.
              </p>
            )}
          </>
        )}
      </form>
    </div>
  );
}

/** Enter sends where there is a keyboard; on touch screens it starts a new line, as in WhatsApp. */
function sendOnEnter(event: KeyboardEvent, send: () => void): void {
  const isTouch = window.matchMedia("(pointer: coarse)").matches;
  // With Alt it sends the bot's draft: see use-send-key.ts.
  if (event.key !== "Enter" || event.shiftKey || event.altKey || event.nativeEvent.isComposing || isTouch) return;
  event.preventDefault();
  send();
}

/** Only when it matters: what is written now waits until the number is connected. */
function Offline({ accountId }: { accountId: string }) {
  const isHydrated = useIsHydrated();
  const accounts = api.account.list.useQuery();
  const state = accounts.data?.find(({ id }) => id === accountId)?.connection.state;
  if (!isHydrated || !state || state === "ready") return null;
  return (
    <p className="px-1 pb-2 text-attention text-sm">
      {state === "reconnecting" || state === "connecting"
        ? "WhatsApp is reconnecting. Replies go out as soon as it is back."
        : "WhatsApp isn't connected. Replies wait until it is."}
    </p>
  );
}
