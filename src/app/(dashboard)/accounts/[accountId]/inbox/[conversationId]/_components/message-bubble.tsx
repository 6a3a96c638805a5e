"use client";
import { useTranslations } from "next-intl";
import { ConfidenceMark } from "@/components/confidence-mark";
import { cn } from "@/components/ui/class-names";
import { LocalTime } from "@/components/ui/local-time";
import { bandWords } from "@/domain/words/band";
import { Told } from "@/i18n/told";
import { AddToTests } from "./add-to-tests";
import { DeliveryTicks } from "./delivery-ticks";
import { MessageContent } from "./message-content";
import { Reactions } from "./reactions";
import { type SpeakerNames, speakerOf } from "./speakers";
import type { Message } from "./use-messages";

interface MessageBubbleProps {
  accountId: string;
  message: Message;
  isFirstOfRun: boolean;
  isLastOfRun: boolean;
  names: SpeakerNames;
  /** It was looked for and found. */
  isMarked: boolean;
  /** Its reasons stand at the side. */
  isExplained: boolean;
  onWhy: (turnId: string) => void;
  /** May make a test question of what a customer wrote. */
  canAddToTests: boolean;
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
  const t = useTranslations();
  const { message, isFirstOfRun, isLastOfRun } = props;
  const { author } = message;
  if (author === "system")
    return <li className="mx-auto max-w-md py-2 text-center text-ink-faint text-sm">{message.body}</li>;
  const isCustomer = author === "customer";
  // On its own side of a chat with one person a name says nothing new.
  const isNamed = !isCustomer || message.participantName !== null;
  const isEdited = message.editedAt !== null && message.deletedAt === null;
  const isPlainSticker = message.kind === "sticker" && message.media?.status === "stored" && !message.quoted;
  return (
    <li
      data-author={author}
      data-message={message.id}
      className={cn(
        "group/message flex animate-arrive flex-col gap-1",
        isCustomer ? "items-start" : "items-end",
        isLastOfRun ? "pb-3" : "pb-1",
      )}
    >
      {isFirstOfRun && (
        <span dir="auto" className={isNamed ? "px-1 text-ink-faint text-xs" : "sr-only"}>
          {speakerOf(t, message, props.names)}
        </span>
      )}
      <div
        className={cn(
          bubbleShape,
          isPlainSticker ? "px-0 py-0" : COLOURS[author],
          (message.kind === "image" || message.kind === "video") && !message.deletedAt && "px-1.5 py-1.5 *:*:[p]:px-2",
          isLastOfRun && (isCustomer ? "rounded-es-mark" : "rounded-ee-mark"),
          (props.isExplained || props.isMarked) && "ring-2 ring-accent",
        )}
      >
        <MessageContent accountId={props.accountId} message={message} names={props.names} />
      </div>
      <Reactions reactions={message.reactions} customer={props.names.customer} />
      <div className="flex items-center gap-2 px-1">
        {(author === "bot" || author === "person") && message.turnId && message.band && (
          <WhyButton band={message.band} isOpen={props.isExplained} onClick={() => props.onWhy(message.turnId ?? "")} />
        )}
        {(isLastOfRun || message.deliveryError || isEdited) && (
          <span className="inline-flex items-center gap-1.5 text-ink-faint text-xs">
            {isEdited && <span>{t("inbox.edited")}</span>}
            <LocalTime date={message.sentAt} as="clock" />
            <DeliveryTicks delivery={message.delivery} />
          </span>
        )}
        {isLastOfRun && props.canAddToTests && isAskable(message) && (
          <AddToTests accountId={props.accountId} messageId={message.id} />
        )}
      </div>
      {message.deliveryError && (
        <p className="max-w-[36rem] px-1 text-danger text-sm">
          <Told>{message.deliveryError}</Told>
        </p>
      )}
    </li>
  );
}

const isAskable = ({ author, body, deletedAt }: Message) =>
  author === "customer" && deletedAt === null && body.trim() !== "";

interface WhyButtonProps {
  band: NonNullable<Message["band"]>;
  isOpen: boolean;
  onClick: () => void;
}

function WhyButton({ band, isOpen, onClick }: WhyButtonProps) {
  const t = useTranslations();
  return (
    <button
      type="button"
      aria-pressed={isOpen}
      aria-label={t("inbox.message.whyBand", { band: bandWords(t, band).label })}
      title={t("inbox.message.why")}
      onClick={onClick}
      className="flex h-6 items-center rounded-mark px-1 transition-colors hover:bg-hover"
    >
      <ConfidenceMark band={band} />
    </button>
  );
}
