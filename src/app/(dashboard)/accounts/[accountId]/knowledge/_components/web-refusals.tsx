import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { refusalWords, stopWords } from "@/domain/words/web-source";
import type { WebSource } from "./web-source-row";

/** What the last reading left out, and why, in words. One reason is said at once; several wait to be opened. */
export function WebRefusals({ source }: { source: WebSource }) {
  const t = useTranslations();
  const { refusals, refusedCount, stoppedBy, leftOutCount, state } = source;
  const tone = state === "failed" ? "text-danger" : "text-attention";
  const [only] = refusals;
  return (
    <div className="flex max-w-[72ch] flex-col gap-1 text-sm">
      {stoppedBy && (
        <p className={tone}>
          {stopWords(t, stoppedBy)}
          {leftOutCount > 0 && ` ${t("knowledge.web.leftOut", { count: leftOutCount })}`}
        </p>
      )}
      {refusedCount === 1 && only && (
        <p className={tone}>
          {only.url !== source.url && <Address url={only.url} />}
          {refusalWords(t, only.reason)}
        </p>
      )}
      {refusedCount > 1 && (
        <details>
          <summary className={`${tone} cursor-pointer rounded-mark`}>
            <TriangleAlert aria-hidden="true" className="me-1.5 inline size-3.5 align-[-2px]" />
            {t("knowledge.web.refused", { count: refusedCount })}
          </summary>
          <ul aria-label={t("knowledge.web.refusedList")} className="mt-1.5 flex flex-col gap-1.5">
            {refusals.map(({ url, reason }) => (
              <li key={url} className="text-ink-soft">
                <Address url={url} />
                {refusalWords(t, reason)}
              </li>
            ))}
            {refusedCount > refusals.length && (
              <li className="text-ink-faint">
                {t("knowledge.web.andMore", { count: refusedCount - refusals.length })}
              </li>
            )}
          </ul>
        </details>
      )}
    </div>
  );
}

/** As text and no link: it couldn't be read, and may be anything that somebody wrote into a sitemap. */
const Address = ({ url }: { url: string }) => (
  <span dir="ltr" className="me-1.5 font-medium [overflow-wrap:anywhere]">
    {url}
  </span>
);
