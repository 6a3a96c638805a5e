import { useTranslations } from "next-intl";
/** What Parley does, shown rather than told: a question, and an answer that names its page. */
export function SampleAnswer() {
  const t = useTranslations();
  return (
    <figure aria-label={t("auth.sample.label")} className="flex w-full max-w-sm flex-col gap-3">
      <p className="max-w-[80%] self-start rounded-bubble rounded-es-mark border bg-surface px-4 py-2.5">
        {t("auth.sample.question")}
      </p>
      <div className="flex max-w-[88%] flex-col gap-2 self-end rounded-bubble rounded-ee-mark bg-says-bot px-4 py-2.5">
        <p>{t("auth.sample.answer")}</p>
        <p className="flex items-center gap-1.5 border-accent-line border-t pt-2 text-accent text-xs">
          <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3">
            <path
              d="M2.5 1h4.8L10 3.7V11H2.5Z M4.4 6h3.4 M4.4 8.2h3.4"
              fill="none"
              stroke="currentColor"
              strokeLinecap="round"
            />
          </svg>
          {t("auth.sample.source")}
        </p>
      </div>
      <p className="max-w-[80%] self-start rounded-bubble rounded-es-mark border bg-surface px-4 py-2.5">
        {t("auth.sample.wish")}
      </p>
      <div className="max-w-[88%] self-end rounded-bubble rounded-ee-mark bg-says-person px-4 py-2.5">
        {t("auth.sample.reply")} <span className="block pt-1 text-attention text-xs">{t("auth.sample.author")}</span>
      </div>
    </figure>
  );
}
