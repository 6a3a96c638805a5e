"use client";
import { Download, FileText, ImageOff, Mic, Music } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { latePart } from "@/components/ui/late/late-part";
import { Spinner } from "@/components/ui/spinner";
import { messageKindWords } from "@/domain/words/conversation";
import { playingTimeWords } from "@/domain/words/duration";
import { fileTypeWords, mediaShape, mediaStatusWords } from "@/domain/words/media";
import { formatBytes } from "@/domain/words/unit";
import type { Message } from "./use-messages";

const PictureDialog = latePart(async () => (await import("@/components/picture-dialog")).PictureDialog);

// Most conversations have none.
const VoicePlayer = lazy(async () => ({ default: (await import("./voice-player")).VoicePlayer }));

type Media = NonNullable<Message["media"]>;

interface MediaContentProps {
  accountId: string;
  message: Message;
  media: Media;
  /** Of whoever sent it, for what is read aloud and stands over the large picture. */
  sender: string;
}

// The same room before and after it has arrived, whatever its own proportions: nothing moves when it does.
const FRAME = "aspect-[4/3] w-72 max-w-full overflow-hidden rounded-control bg-sunken";

/** The file of a message: seen, heard or to be saved, or in words why it isn't there. */
export function MediaContent(props: MediaContentProps) {
  const t = useTranslations();
  const { message, media } = props;
  const shape = mediaShape({ kind: message.kind, mimeType: media.mimeType });
  const isFramed = shape === "picture" || shape === "video";
  if (media.status === "waiting" && isFramed)
    return (
      <div className={cn(message.kind === "sticker" ? "size-32" : FRAME, "grid place-items-center")}>
        <MediaState message={message} media={media} />
      </div>
    );
  if (media.status !== "stored") return <MediaState message={message} media={media} />;
  switch (shape) {
    case "picture":
      return message.kind === "sticker" ? <Sticker {...props} /> : <Picture {...props} />;
    case "video":
      return (
        // biome-ignore lint/a11y/useMediaCaption: nobody has written captions for what customers film
        <video
          controls
          playsInline
          preload="metadata"
          src={mediaUrl(props)}
          aria-label={t("inbox.media.videoFrom", { sender: props.sender })}
          className={FRAME}
        />
      );
    case "audio":
      return <Recording {...props} />;
    case "file":
      return <FileRow {...props} />;
  }
}

const mediaUrl = ({ accountId, media }: Pick<MediaContentProps, "accountId" | "media">) =>
  `/media/${accountId}/${media.id}`;

function MediaState({ message, media }: Pick<MediaContentProps, "message" | "media">) {
  const t = useTranslations();
  const isComing = media.status === "waiting";
  return (
    <p className="flex max-w-64 items-start gap-2 text-ink-soft text-sm">
      <span className="flex h-[1.125rem] shrink-0 items-center">
        {isComing ? <Spinner className="size-3.5!" /> : <ImageOff aria-hidden="true" className="size-3.5" />}
      </span>
      <span>
        <span className="font-medium text-ink">{messageKindWords(t, message.kind)}</span>
        {media.fileName && <span className="break-words"> {media.fileName}</span>}
        <br />
        {mediaStatusWords(t, media.status)}
      </span>
    </p>
  );
}

function Picture(props: MediaContentProps) {
  const t = useTranslations();
  const [isOpen, setIsOpen] = useState(false);
  const [isBroken, setIsBroken] = useState(false);
  const url = mediaUrl(props);
  if (isBroken) return <MediaState {...props} media={{ ...props.media, status: "failed" }} />;
  const title = t("inbox.media.photoFrom", { sender: props.sender });
  return (
    <>
      <button
        type="button"
        aria-label={t("inbox.media.openPhotoFrom", { sender: props.sender })}
        onClick={() => setIsOpen(true)}
        className={cn(FRAME, "block cursor-zoom-in")}
      >
        {/* biome-ignore lint/performance/noImgElement: private, and never twice the same: there is nothing to optimise */}
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setIsBroken(true)}
          className="size-full object-cover"
        />
      </button>
      {isOpen && (
        <PictureDialog
          src={url}
          alt={props.message.body || title}
          title={title}
          sentAt={props.message.sentAt}
          downloadName={props.media.fileName ?? ""}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

function Sticker(props: MediaContentProps) {
  const t = useTranslations();
  const [isBroken, setIsBroken] = useState(false);
  if (isBroken) return <MediaState {...props} media={{ ...props.media, status: "failed" }} />;
  return (
    // biome-ignore lint/performance/noImgElement: as above
    <img
      src={mediaUrl(props)}
      alt={t("inbox.media.stickerFrom", { sender: props.sender })}
      loading="lazy"
      decoding="async"
      onError={() => setIsBroken(true)}
      className="size-32 object-contain"
    />
  );
}

function Recording(props: MediaContentProps) {
  const t = useTranslations();
  const { message, media, sender } = props;
  const isVoice = message.kind === "voice";
  const Icon = isVoice ? Mic : Music;
  const name = isVoice ? t("conversation.kinds.voice") : (media.fileName ?? t("conversation.kinds.audio"));
  const length = media.durationSeconds === null ? null : playingTimeWords(media.durationSeconds);
  return (
    <fieldset
      aria-label={
        length
          ? t("inbox.media.longRecordingFrom", { name, sender, length })
          : t("inbox.media.recordingFrom", { name, sender })
      }
      className="flex w-72 min-w-0 max-w-full flex-col gap-2"
    >
      <p className="flex items-center gap-1.5 text-ink-soft text-sm">
        <Icon aria-hidden="true" className="size-3.5 shrink-0" />
        <span dir="auto" className="min-w-0 truncate">
          {name}
        </span>
      </p>
      {/* As tall as the player: nothing moves when it comes. */}
      <Suspense fallback={<div className="h-10" />}>
        <VoicePlayer url={mediaUrl(props)} durationSeconds={media.durationSeconds} fileName={media.fileName} />
      </Suspense>
      {media.transcript && (
        <div className="border-accent-line border-s-2 ps-3">
          <p className="text-ink-faint text-xs">{t("inbox.media.whatIsSaid")}</p>
          <p dir="auto" className="whitespace-pre-wrap break-words [overflow-wrap:anywhere]">
            {media.transcript}
          </p>
        </div>
      )}
    </fieldset>
  );
}

function FileRow(props: MediaContentProps) {
  const t = useTranslations();
  const { message, media } = props;
  const name = media.fileName ?? messageKindWords(t, message.kind);
  const facts = [fileTypeWords(t, media), media.sizeBytes === null ? null : formatBytes(media.sizeBytes)].filter(
    Boolean,
  );
  return (
    <a
      href={mediaUrl(props)}
      download={media.fileName ?? ""}
      className="flex w-72 max-w-full items-center gap-3 rounded-control border bg-surface px-3 py-2.5 transition-colors hover:bg-hover"
    >
      <FileText aria-hidden="true" className="size-5 shrink-0 text-ink-faint" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span dir="auto" className="truncate font-medium">
          {name}
        </span>
        <span className="truncate text-ink-faint text-sm tabular-nums">{facts.join(" · ")}</span>
      </span>
      <Download aria-hidden="true" className="size-4 shrink-0 text-ink-soft" />
      <span className="sr-only">{t("inbox.media.download")}</span>
    </a>
  );
}
