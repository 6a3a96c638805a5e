"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api, type RouterInputs } from "@/trpc/react";

/** What is shown, as a file for a spreadsheet. */
export function CsvButton({ question }: { question: RouterInputs["analytics"]["csv"] }) {
  const t = useTranslations();
  const { client } = api.useUtils();
  const [isPending, setIsPending] = useState(false);
  const download = async () => {
    setIsPending(true);
    try {
      const { fileName, text } = await client.analytics.csv.query(question);
      save(fileName, text);
    } catch (error) {
      toast.error(errorWords(error, t));
    } finally {
      setIsPending(false);
    }
  };
  return (
    <Button onClick={download} isPending={isPending}>
      <Download />
      {t("analytics.board.download")}
    </Button>
  );
}

function save(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
