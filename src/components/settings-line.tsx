"use client";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";
import type { AnsweredWith } from "@/domain/configuration/answered-with";

interface SettingsLineProps {
  accountId: string;
  answeredWith: AnsweredWith;
  /** May look at the versions of the settings. */
  canRead: boolean;
}

/** "Version 3, published 12 Nov, 14:05 by Ana"; whoever may look at the versions gets there by it. */
export function SettingsLine({ accountId, answeredWith, canRead }: SettingsLineProps) {
  const t = useTranslations();
  const isDraft = answeredWith.kind === "draft";
  const name = isDraft
    ? t("answer.settingsLine.draft")
    : t("answer.settingsLine.version", { version: answeredWith.version });
  const at = isDraft ? answeredWith.savedAt : answeredWith.publishedAt;
  const { by } = answeredWith;
  const parts = {
    by: by ?? "",
    time: () => <LocalTime date={at} as="moment" />,
    name: () =>
      canRead ? (
        <Link
          href={`/accounts/${accountId}/ai` as Route}
          className="underline decoration-line underline-offset-4 hover:decoration-current"
        >
          {name}
        </Link>
      ) : (
        name
      ),
  };
  const line = by === null ? (isDraft ? "draftSaved" : "there") : isDraft ? "draftSavedBy" : "publishedBy";
  return <p className="break-words">{t.rich(`answer.settingsLine.${line}`, parts)}</p>;
}
