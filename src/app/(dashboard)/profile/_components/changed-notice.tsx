import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";

const TONES = { email: "success", half: "info" } as const;

const isChange = (text: string | undefined): text is keyof typeof TONES =>
  text !== undefined && Object.hasOwn(TONES, text);

/** What a link from a mail has just done. */
export function ChangedNotice({ changed }: { changed: string | undefined }) {
  const t = useTranslations();
  if (!isChange(changed)) return null;
  return (
    <Notice tone={TONES[changed]} role="status" className="mb-6">
      {t(`profile.changed.${changed}`)}
    </Notice>
  );
}
