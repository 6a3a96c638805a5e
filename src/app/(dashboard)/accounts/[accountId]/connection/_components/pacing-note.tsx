import { getTranslations } from "next-intl/server";
import { Section } from "@/components/ui/section";

/** What linking means, said before it is done. */
export async function PacingNote() {
  const t = await getTranslations();
  return (
    <aside aria-label={t("connection.note.title")} className="mt-8 grid gap-x-10 gap-y-5 text-ink-soft md:grid-cols-2">
      <Section title={t("connection.note.toKnow")}>
        <p>{t("connection.note.linkedDevice")}</p>
      </Section>
      <Section title={t("connection.note.protection")}>
        <p>{t("connection.note.manners")}</p>
      </Section>
    </aside>
  );
}
