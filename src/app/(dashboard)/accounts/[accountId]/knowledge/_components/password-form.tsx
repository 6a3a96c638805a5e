"use client";
import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { DocumentActs } from "./use-document-acts";

/** The password that a file was protected with. It isn't kept, neither here nor on the server. */
export function PasswordForm({ name, unlock }: { name: string; unlock: DocumentActs["unlock"] }) {
  const t = useTranslations();
  const [password, setPassword] = useState("");
  return (
    <form
      className="mt-1.5 flex max-w-96 flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (password === "" || unlock.isPending) return;
        unlock.run(password);
        setPassword("");
      }}
    >
      <div className="flex items-center gap-2">
        <Input
          // Not the password of a person: a browser has nothing to fill in or to keep here.
          type="password"
          autoComplete="off"
          data-1p-ignore=""
          aria-label={t("knowledge.password.of", { name })}
          placeholder={t("knowledge.password.label")}
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" isPending={unlock.isPending} disabled={password === ""} className="max-md:h-10">
          <KeyRound />
          {t("knowledge.password.open")}
        </Button>
      </div>
      <p className="text-ink-faint text-sm">{t("knowledge.password.note")}</p>
    </form>
  );
}
