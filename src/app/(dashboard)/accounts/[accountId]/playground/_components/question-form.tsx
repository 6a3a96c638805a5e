"use client";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";

interface QuestionFormProps {
  isAsking: boolean;
  onAsk: (question: string) => void;
}

export function QuestionForm({ isAsking, onAsk }: QuestionFormProps) {
  const t = useTranslations();
  const [question, setQuestion] = useState("");
  const submit = () => {
    if (question.trim() === "" || isAsking) return;
    onAsk(question.trim());
    setQuestion("");
  };
  const askOnEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="sticky bottom-0 mx-auto flex w-full max-w-3xl items-end gap-2 bg-paper px-4 pt-2 pb-4 md:px-6 md:pb-6"
    >
      <Textarea
        aria-label={t("playground.form.label")}
        placeholder={t("playground.form.placeholder")}
        maxLength={4096}
        value={question}
        onChange={(event) => setQuestion(event.target.value)}
        onKeyDown={askOnEnter}
        className="max-h-40 min-h-11 rounded-card! px-4! py-2.5! md:py-3!"
      />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        isPending={isAsking}
        disabled={question.trim() === "" && !isAsking}
      >
        {t("playground.form.ask")}
      </Button>
    </form>
  );
}
