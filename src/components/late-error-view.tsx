"use client";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import type { ErrorView, ErrorViewProps } from "@/components/error-view";
import { laterCode } from "@/components/ui/late/later-code";

const view = laterCode(async (): Promise<typeof ErrorView> => (await import("@/components/error-view")).ErrorView);

/**
 * For the boundaries that every page carries and nearly none shows: the view comes when it is needed. Until it does, and
 * where it can't be had, words and a plain button stand in for it.
 */
export function LateErrorView(props: ErrorViewProps) {
  const t = useTranslations();
  const View = view.useCode();
  const Heading = props.isPage ? "h1" : "h2";
  useEffect(view.ask, []);
  if (View) return <View {...props} />;
  return (
    <div role="alert" className="grid place-items-center gap-3 p-14">
      <Heading className="font-semibold text-lg">{t("common.errors.notLoaded")}</Heading>
      <button type="button" onClick={props.retry} className="font-medium text-accent underline">
        {t("common.actions.tryAgain")}
      </button>
    </div>
  );
}
