"use client";
import { Camera } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { useCurrentMinute } from "@/components/ui/use-reader";
import { isConnectionUp } from "@/domain/words/connection";
import { Told } from "@/i18n/told";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

const PictureDialog = dynamic(() => import("@/components/picture-dialog").then((module) => module.PictureDialog));

/** As long as the server keeps a picture. */
const KEPT_MS = 10 * 60_000;
/** Changes are told as they happen; this is for the moments in which nobody could be told. */
const ASK_AGAIN_MS = 2_000;

/** What WhatsApp's own page shows right now, for when words don't explain what is wrong. */
export function Screenshot({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [{ state, canManage }] = api.connection.get.useSuspenseQuery({ accountId });
  return (
    <section aria-label={t("connection.screenshot.label")} className="flex flex-col gap-3">
      <div className="flex max-w-[60ch] flex-col gap-0.5">
        <h3 className="font-medium">{t("connection.screenshot.title")}</h3>
        <p className="text-ink-soft text-sm">{t("connection.screenshot.description")}</p>
      </div>
      {canManage ? (
        <Picture accountId={accountId} isRunning={isConnectionUp(state)} />
      ) : (
        <p className="text-ink-faint text-sm">{t("connection.screenshot.readOnly")}</p>
      )}
    </section>
  );
}

function Picture({ accountId, isRunning }: { accountId: string; isRunning: boolean }) {
  const t = useTranslations();
  const utils = api.useUtils();
  const now = useCurrentMinute();
  const [hasAsked, setHasAsked] = useState(false);
  const request = api.connection.requestScreenshot.useMutation({
    onSuccess: async () => {
      await utils.connection.screenshot.invalidate({ accountId });
      setHasAsked(true);
    },
  });
  const screenshot = api.connection.screenshot.useQuery(
    { accountId },
    { enabled: hasAsked, refetchInterval: ({ state }) => (isBeingTaken(state.data) ? ASK_AGAIN_MS : false) },
  );
  const { data } = screenshot;
  const isWaiting = request.isPending || (hasAsked && (screenshot.isPending || isBeingTaken(data)));
  const takenAt = data?.takenAt ?? null;
  const isOver = takenAt !== null && now.getTime() - takenAt.getTime() > KEPT_MS;
  const failure = request.error ?? screenshot.error;
  const problem = failure ? errorWords(failure, t) : data?.error;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Button size="sm" disabled={!isRunning} isPending={isWaiting} onClick={() => request.mutate({ accountId })}>
          {!isWaiting && <Camera />}
          {t(takenAt ? "connection.screenshot.takeNew" : "connection.screenshot.take")}
        </Button>
        <span role="status" className="text-ink-soft text-sm">
          {!isRunning && t("connection.screenshot.noPage")}
          {isRunning && isWaiting && t("connection.screenshot.taking")}
        </span>
      </div>
      {problem && !isWaiting && (
        <p role="alert" className="text-danger text-sm">
          <Told>{problem}</Told>
        </p>
      )}
      {hasAsked && data?.pngBase64 && takenAt && !isWaiting && !isOver && (
        <TakenPicture src={`data:image/png;base64,${data.pngBase64}`} takenAt={takenAt} />
      )}
      {hasAsked && isOver && !isWaiting && (
        <p className="flex items-center gap-2 text-ink-faint text-sm">{t("connection.screenshot.deleted")}</p>
      )}
    </>
  );
}

function TakenPicture({ src, takenAt }: { src: string; takenAt: Date }) {
  const t = useTranslations();
  const alt = t("connection.screenshot.alt");
  const [isLarge, setIsLarge] = useState(false);
  return (
    <figure className="flex flex-col gap-2">
      <div className="relative overflow-hidden rounded-control border">
        {/* biome-ignore lint/performance/noImgElement: it lives in memory and for minutes; there is nothing to optimise */}
        <img src={src} alt={alt} className="w-full" />
        <button
          type="button"
          aria-label={t("connection.screenshot.openLarge")}
          onClick={() => setIsLarge(true)}
          className="absolute inset-0 cursor-zoom-in rounded-control -outline-offset-2"
        />
      </div>
      <figcaption className="text-ink-faint text-sm">
        {t.rich("connection.screenshot.takenAt", { when: () => <LocalTime date={takenAt} as="clock" /> })}
      </figcaption>
      {isLarge && (
        <PictureDialog
          src={src}
          alt={alt}
          title={t("connection.screenshot.title")}
          sentAt={takenAt}
          downloadName={null}
          onClose={() => setIsLarge(false)}
        />
      )}
    </figure>
  );
}

/** Asked for, and neither there nor given up. */
const isBeingTaken = (data: { takenAt: Date | null; error: string | null } | null | undefined): boolean =>
  data ? data.takenAt === null && data.error === null : false;
