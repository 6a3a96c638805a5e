import { useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";
import { documentFailureWords, documentStatusWords, documentWarnings } from "@/domain/words/document";
import { Told } from "@/i18n/told";
import type { KnowledgeDocument } from "./knowledge-board";
import { RowButton } from "./source-row-layout";

interface WebPageRowProps {
  document: KnowledgeDocument;
  onOpen: () => void;
}

/** A page of a site: its title opens what was read, its address the page itself. */
export function WebPageRow({ document, onOpen }: WebPageRowProps) {
  const t = useTranslations();
  const { name, status, web, failureReason } = document;
  return (
    <li className="flex flex-col gap-0.5 py-2 text-sm">
      <span dir="auto" className="break-words">
        {status === "ready" ? (
          <RowButton title={t("knowledge.document.see")} onClick={onOpen}>
            {name}
          </RowButton>
        ) : (
          name
        )}
        {status !== "ready" && <span className="ms-2 text-ink-faint">{documentStatusWords(t, status).label}</span>}
      </span>
      {web && (
        <span className="text-ink-faint">
          <a
            href={web.url}
            target="_blank"
            rel="noopener noreferrer"
            dir="ltr"
            className="underline decoration-outline underline-offset-3 [overflow-wrap:anywhere] hover:text-ink-soft"
          >
            {web.url}
          </a>
          <span className="mx-1.5">·</span>
          {t.rich("knowledge.web.readAt", { when: () => <LocalTime date={web.fetchedAt} as="moment" /> })}
        </span>
      )}
      {web && web.missedReadings > 0 && <span className="text-attention">{t("knowledge.web.missing")}</span>}
      {failureReason && <span className="text-danger">{documentFailureWords(t, failureReason)}</span>}
      {documentWarnings(t, document).map((warning) => (
        <span key={warning} className="text-attention">
          <Told>{warning}</Told>
        </span>
      ))}
    </li>
  );
}
