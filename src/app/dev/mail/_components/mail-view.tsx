"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

/** A mail as its reader sees it, as text, and the way its button leads. */
export function MailView({ mailId }: { mailId: string }) {
  const t = useTranslations();
  const mail = api.mail.get.useQuery({ mailId });
  const [form, setForm] = useState<"html" | "text">("html");
  if (mail.isPending)
    return (
      <SkeletonGroup label="Loading the mail">
        <Skeleton className="h-96" />
      </SkeletonGroup>
    );
  if (mail.isError) return <p role="alert">{errorWords(mail.error, t)}</p>;
  const { subject, to, html, text, link } = mail.data;
  return (
    <article aria-label={subject} className="flex min-w-0 flex-col gap-4">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="flex min-w-0 flex-col">
          <h2 className="font-semibold text-lg">{subject}</h2>
          <p className="break-all text-ink-soft">To {to}</p>
        </div>
        {link && (
          <Button asChild variant="primary">
            <a href={link}>Open its link</a>
          </Button>
        )}
      </header>
      <SegmentedControl
        label="Form"
        value={form}
        onChange={setForm}
        options={[
          { value: "html", label: "As sent" },
          { value: "text", label: "As text" },
        ]}
        className="self-start"
      />
      {form === "html" ? (
        // Without rights: whatever stands in a mail, it runs nothing and leads nowhere from here.
        <iframe title={subject} srcDoc={html} sandbox="" className="h-[36rem] w-full rounded-card border bg-white" />
      ) : (
        <pre className="overflow-x-auto whitespace-pre-wrap break-words rounded-card border bg-sunken p-4 text-sm">
          {text}
        </pre>
      )}
    </article>
  );
}
