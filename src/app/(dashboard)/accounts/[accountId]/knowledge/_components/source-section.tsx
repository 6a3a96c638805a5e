"use client";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";

/** As many rows as one looks through; a site may have hundreds. */
const SHOWN_AT_FIRST = 30;

interface SourceSectionProps<Item> {
  title: string;
  items: readonly Item[];
  children: (item: Item) => React.ReactNode;
}

/** A titled list of one kind of source; nothing while there is none. */
export function SourceSection<Item>({ title, items, children }: SourceSectionProps<Item>) {
  const id = useId();
  if (items.length === 0) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h2 id={id} className="font-semibold text-lg">
        {title}
      </h2>
      <ShortenedList label={title} items={items}>
        {children}
      </ShortenedList>
    </section>
  );
}

/** The first rows of a list, and the others on demand. */
export function ShortenedList<Item>(props: { label: string } & Omit<SourceSectionProps<Item>, "title">) {
  const t = useTranslations();
  const { label, items, children } = props;
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? items : items.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <ul aria-label={label} className="flex flex-col divide-y divide-line border-y">
        {shown.map(children)}
      </ul>
      {shown.length < items.length && (
        <Button size="sm" variant="quiet" className="self-start" onClick={() => setIsWhole(true)}>
          {t("knowledge.showAll", { count: items.length })}
        </Button>
      )}
    </>
  );
}
