"use client";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { callingCodeOfRegion } from "@/domain/words/calling-codes";
import { countryWhileTyping, readPhoneNumber } from "@/domain/words/phone-number";

interface NumberFormProps {
  /** Digits of the number that was tried before. */
  initialNumber: string | null;
  isPending: boolean;
  /** What the server said against it. */
  failure: string | undefined;
  onSubmit: (digits: string) => void;
  onUseQr: () => void;
}

/** Asks for the number to link, with its country code, and says what is wrong with it before WhatsApp is asked. */
export function NumberForm({ initialNumber, isPending, failure, onSubmit, onUseQr }: NumberFormProps) {
  const t = useTranslations();
  const locale = useLocale();
  const [text, setText] = useState(initialNumber ? `+${initialNumber}` : "");
  const [problem, setProblem] = useState<string>();
  const country = countryWhileTyping(t, locale, text);

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = readPhoneNumber(t, locale, text);
    setProblem(read.isValid ? undefined : read.problem);
    if (read.isValid) onSubmit(read.digits);
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5 border-t p-5 md:p-8">
      <div className="flex max-w-[60ch] flex-col gap-1">
        <h3 className="font-medium">{t("connection.number.title")}</h3>
        <p className="text-ink-soft">{t("connection.number.description")}</p>
      </div>
      <div className="max-w-sm">
        <Field
          label={t("connection.number.label")}
          error={problem ?? failure}
          hint={t("connection.number.hint", { example: exampleNumber() })}
          aside={<span className="text-ink-soft text-sm">{country}</span>}
        >
          {(control) => (
            <Input
              {...control}
              type="tel"
              dir="ltr"
              inputMode="tel"
              autoComplete="tel"
              autoFocus
              value={text}
              maxLength={32}
              onChange={(event) => {
                setText(event.target.value);
                setProblem(undefined);
              }}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button type="submit" variant="primary" isPending={isPending}>
          {t("connection.number.getCode")}
        </Button>
        <Button variant="link" onClick={onUseQr}>
          {t("connection.link.useQr")}
        </Button>
      </div>
    </form>
  );
}

/** With the calling code of where the reader's browser says it is. */
function exampleNumber(): string {
  const region = typeof navigator === "undefined" ? undefined : /-([A-Z]{2})$/.exec(navigator.language)?.[1];
  const code = region ? callingCodeOfRegion(region) : undefined;
  return code ? `+${code} 555 012 345` : "+351 912 345 678";
}
