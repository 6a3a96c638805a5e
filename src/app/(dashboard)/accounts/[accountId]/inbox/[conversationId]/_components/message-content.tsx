import { Ban, Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import { messageKindWords, previewWords } from "@/domain/words/conversation";
import { MediaContent } from "./media-content";
import { DetailsContent } from "./place-and-people";
import { type SpeakerNames, speakerOf } from "./speakers";
import type { Message } from "./use-messages";

interface MessageContentProps {
  accountId: string;
  message: Message;
  names: SpeakerNames;
}

/** What stands in the bubble: what it answers, the file, place or person it brings, and its words. */
export function MessageContent({ accountId, message, names }: MessageContentProps) {
  const t = useTranslations();
  if (message.removedAfterDays !== null)
    return <NoLongerThere>{t("inbox.message.removed", { days: message.removedAfterDays })}</NoLongerThere>;
  if (message.deletedAt)
    return (
      <NoLongerThere>
        {t(message.author === "customer" ? "inbox.message.customerDeleted" : "inbox.message.deleted")}
      </NoLongerThere>
    );
  const { media, details } = message;
  const kind = messageKindWords(t, message.kind);
  return (
    <div className="flex flex-col gap-1.5">
      {message.quoted && <Quote quoted={message.quoted} names={names} />}
      {media ? (
        <MediaContent accountId={accountId} message={message} media={media} sender={speakerOf(t, message, names)} />
      ) : details ? (
        <DetailsContent details={details} />
      ) : (
        kind && (
          <p className="flex items-center gap-1.5 text-ink-soft">
            <Paperclip aria-hidden="true" className="size-3.5" />
            {kind}
          </p>
        )
      )}
      {message.body && !isToldAlready(message) && (
        <p dir="auto" className="text-wrap whitespace-pre-wrap break-words [overflow-wrap:anywhere]">
          {message.body}
        </p>
      )}
    </div>
  );
}

/** The words of a card are its names, and those of a place its name: they stand there already. */
function isToldAlready({ details, body }: Message): boolean {
  if (details?.type === "contacts") return true;
  return details?.type === "location" && details.name?.trim() === body.trim();
}

/** The message it answers, in one line and small. */
function Quote({ quoted, names }: { quoted: NonNullable<Message["quoted"]>; names: SpeakerNames }) {
  const t = useTranslations();
  return (
    <blockquote className="flex min-w-0 flex-col rounded-mark border-accent border-s-2 bg-surface/60 px-2.5 py-1 text-sm">
      <span className="sr-only">{t("inbox.message.inReplyTo")}</span>
      <span className="truncate font-medium">
        {speakerOf(t, { author: quoted.author, participantName: null }, names)}
      </span>
      <span dir="auto" className="line-clamp-2 break-words text-ink-soft">
        {previewWords(t, quoted.preview) || t("inbox.message.withoutText")}
      </span>
    </blockquote>
  );
}

const NoLongerThere = ({ children }: { children: string }) => (
  <p className="flex items-center gap-1.5 text-ink-soft italic">
    <Ban aria-hidden="true" className="size-3.5 shrink-0" />
    {children}
  </p>
);
