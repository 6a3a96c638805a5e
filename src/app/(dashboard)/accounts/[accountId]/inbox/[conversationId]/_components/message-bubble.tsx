"use client";
import { Paperclip } from "lucide-react";
import { ConfidenceMark } from "@/components/confidence-mark";
import { cn } from "@/components/ui/class-names";
import { LocalTime } from "@/components/ui/local-time";
import { bandWords } from "@/domain/words/answer";
import { messageKindWords } from "@/domain/words/conversation";
import { DeliveryTicks } from "./delivery-ticks";
import type { Message } from "./use-messages";

interface MessageBubbleProps {
  message: Message;
  isFirstOfRun: boolean;
  isLastOfRun: boolean;
  /** The bot is called by its account's name. */
  botName: string;
  /** Its reasons stand at the side. */
  isExplained: boolean;
  onWhy: (turnId: string) => void;
}

type Speaker = Exclude<Message["author"], "system">;

const COLOURS: Record<Speaker, string> = {
  customer: "bg-says-customer",
  bot: "bg-says-bot",
  person: "bg-says-person",
  phone: "bg-says-person",
};

export const bubbleShape =
  "w-fit max-w-[min(86%,36rem)] text-wrap rounded-bubble px-3.5 py-2 text-lg leading-[1.4] md:text-base md:leading-[1.45]";

/** One message in the colour of whoever speaks. */
export function MessageBubble(props: MessageBubbleProps) {
  const { message, isFirstOfRun, isLastOfRun } = props;
  const { author } = message;
  if (author === "system")
    return <li className="mx-auto max-w-md py-2 text-center text-ink-faint text-sm">{message.body}</li>;
  const isCustomer = author === "customer";
  const speaker = { customer: "", bot: props.botName, person: "Team", phone: "From the phone" }[author];
  return (
    <li
      data-author={author}
      className={cn(
        "flex animate-arrive flex-col gap-1",
        isCustomer ? "items-start" : "items-end",
        isLastOfRun ? "pb-3" : "pb-1",
      )}
    >
      {isFirstOfRun && (
        <span className={isCustomer ? "sr-only" : "px-1 text-ink-faint text-xs"}>{speaker || "Customer"}</span>
      )}
      <div
        className={cn(
          bubbleShape,
          COLOURS[author],
          isLastOfRun && (isCustomer ? "rounded-bl-mark" : "rounded-br-mark"),
          props.isExplained && "ring-2 ring-accent",
        )}
      >
        <MessageBody message={message} />
      </div>
      <div className="flex items-center gap-2 px-1">
        {author === "bot" && message.turnId && message.band && (
          <WhyButton band={message.band} isOpen={props.isExplained} onClick={() => props.onWhy(message.turnId ?? "")} />
        )}
        {(isLastOfRun || message.deliveryError) && (
          <span className="inline-flex items-center gap-1.5 text-ink-faint text-xs">
            <LocalTime date={message.sentAt} as="clock" />
            <DeliveryTicks delivery={message.delivery} />
          </span>
        )}
      </div>
      {message.deliveryError && <p className="max-w-[36rem] px-1 text-danger text-sm">{message.deliveryError}</p>}
    </li>
  );
}

function MessageBody({ message }: { message: Message }) {
  const kind = messageKindWords(message.kind);
  return (
    <>
      {kind && (
        <p className="flex items-center gap-1.5 text-ink-soft">
          <Paperclip aria-hidden="true" className="size-3.5" />
          {kind}
        </p>
      )}
      {message.body && (
        <p dir="auto" className="text-wrap whitespace-pre-wrap break-words [overflow-wrap:anywhere]">
          {message.body}
        </p>
      )}
    </>
  );
}

interface WhyButtonProps {
  band: NonNullable<Message["band"]>;
  isOpen: boolean;
  onClick: () => void;
}

function WhyButton({ band, isOpen, onClick }: WhyButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isOpen}
      aria-label={`Why this answer: ${bandWords(band).label}`}
      title="Why this answer"
      onClick={onClick}
      className="flex h-6 items-center rounded-mark px-1 transition-colors hover:bg-hover"
    >
      <ConfidenceMark band={band} />
    </button>
  );
}
