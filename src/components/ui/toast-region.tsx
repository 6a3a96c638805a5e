"use client";
import { useLocale, useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster as Sonner } from "sonner";
import { directionOf } from "@/domain/words/languages";
import { toastRegionIsThere } from "./toast";

/** Reports what happened; what needs an answer is a dialog. */
export function ToastRegion() {
  const t = useTranslations();
  const isRightToLeft = directionOf(useLocale()) === "rtl";
  const { resolvedTheme } = useTheme();
  // After the region's own effects, by which it listens: those of children come first.
  useEffect(toastRegionIsThere, []);
  return (
    <Sonner
      containerAriaLabel={t("common.toasts")}
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      // Never over the place where replies are written and sent.
      position={
        window.matchMedia("(max-width: 47.99rem)").matches
          ? "top-center"
          : isRightToLeft
            ? "bottom-right"
            : "bottom-left"
      }
      offset={20}
      mobileOffset={{ top: 68, left: 12, right: 12 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full sm:w-90 items-start gap-3 rounded-card border border-line bg-surface px-4 py-3 text-base text-ink shadow-float font-sans",
          title: "font-medium",
          description: "text-ink-soft",
          // The turning wheel is placed within it.
          icon: "relative mt-0.5 size-4 shrink-0 [&_svg]:size-4",
          success: "[&_[data-icon]]:text-success",
          error: "[&_[data-icon]]:text-danger",
          warning: "[&_[data-icon]]:text-attention",
          actionButton: "ms-auto shrink-0 rounded-mark font-medium text-accent hover:underline",
        },
      }}
    />
  );
}
