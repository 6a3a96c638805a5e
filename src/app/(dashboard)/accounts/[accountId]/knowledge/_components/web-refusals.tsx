import { TriangleAlert } from "lucide-react";
import { countWords } from "@/domain/words/document";
import { leftOutWords } from "@/domain/words/web-source";
import type { WebSource } from "./web-source-row";

/** What the last reading left out, and why, in words. One reason is said at once; several wait to be opened. */
export function WebRefusals({ source }: { source: WebSource }) {
  const { refusals, refusedCount, stopMessage, leftOutCount, state } = source;
  const tone = state === "failed" ? "text-danger" : "text-attention";
  const [only] = refusals;
  return (
    <div className="flex max-w-[72ch] flex-col gap-1 text-sm">
      {stopMessage && (
        <p className={tone}>
          {stopMessage}
          {leftOutCount > 0 && ` ${countWords(leftOutCount, "page was", "pages were")} left out.`}
        </p>
      )}
      {refusedCount === 1 && only && (
        <p className={tone}>
          {only.url !== source.url && <Address url={only.url} />}
          {only.message}
        </p>
      )}
      {refusedCount > 1 && (
        <details>
          <summary className={`${tone} cursor-pointer rounded-mark`}>
            <TriangleAlert aria-hidden="true" className="me-1.5 inline size-3.5 align-[-2px]" />
            {leftOutWords(refusedCount)}. See which and why
          </summary>
          <ul aria-label="What couldn't be read" className="mt-1.5 flex flex-col gap-1.5">
            {refusals.map(({ url, message }) => (
              <li key={url} className="text-ink-soft">
                <Address url={url} />
                {message}
              </li>
            ))}
            {refusedCount > refusals.length && (
              <li className="text-ink-faint">And {(refusedCount - refusals.length).toLocaleString("en")} more.</li>
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
