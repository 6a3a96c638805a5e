"use client";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "./button";

/** How long the button says that it worked. */
const SAID_MS = 2_000;

/** Puts a text on the clipboard and says so in its own place. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useTranslations();
  const [result, setResult] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (result === null) return;
    const timer = setTimeout(() => setResult(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [result]);
  const copy = () =>
    copyText(text).then(
      () => setResult("copied"),
      () => setResult("refused"),
    );
  return (
    <Button size="sm" onClick={() => void copy()}>
      {result === "copied" ? <Check /> : <Copy />}
      <span aria-live="polite">{result === null ? label : t(`common.copyButton.${result}`)}</span>
    </Button>
  );
}

/** The clipboard's own interface is missing on plain http, where small offices run their servers. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("aria-hidden", "true");
  field.className = "sr-only";
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (!isCopied) throw new Error("the browser refused to copy");
}
