"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Input } from "@/components/ui/input";

/** A password that can be looked at while it is typed. */
export function PasswordInput(props: Omit<React.ComponentProps<"input">, "type">) {
  const t = useTranslations();
  const [isShown, setIsShown] = useState(false);
  return (
    <div className="relative">
      <Input
        {...props}
        type={isShown ? "text" : "password"}
        autoCapitalize="none"
        spellCheck={false}
        className="pe-16"
      />
      <button
        type="button"
        aria-pressed={isShown}
        onClick={() => setIsShown(!isShown)}
        className="absolute inset-y-1 end-1 rounded-mark px-2.5 font-medium text-ink-soft text-sm hover:text-ink focus-visible:outline-offset-0"
      >
        {t("auth.fields.show")}
      </button>
    </div>
  );
}
