"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, type RefObject, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { LabelledSwitch } from "@/components/ui/labelled-switch";
import { Select } from "@/components/ui/select";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { type InboxFilters, MAX_FILTER_TAGS } from "@/domain/messaging/inbox-filters";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { LIST_WORDS, LISTS } from "./list-words";
import { useAssignees } from "./use-assignees";

const ANYBODY = "";

interface FilterDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  accountId: string;
  filters: InboxFilters;
  onChange: (filters: InboxFilters) => void;
  /** Where the focus goes when it closes. */
  returnTo: RefObject<HTMLElement | null>;
}

/** Narrows the list down. */
export function FilterDialog({ isOpen, onOpenChange, returnTo, ...props }: FilterDialogProps) {
  const t = useTranslations();
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={t("inbox.filters.title")}
        description={t("inbox.filters.purpose")}
        returnTo={returnTo}
        className="max-h-[90dvh] overflow-y-auto [--dialog-top:10%]"
      >
        <FilterForm {...props} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

type FilterFormProps = Pick<FilterDialogProps, "accountId" | "filters" | "onChange"> & { onDone: () => void };

/** Mounted with each opening: it begins with what is shown. */
function FilterForm({ accountId, filters, onChange, onDone }: FilterFormProps) {
  const t = useTranslations();
  const [chosen, setChosen] = useState(filters);
  const { members, people } = useAssignees(accountId, chosen.assigneeId);
  const change = (next: Partial<InboxFilters>) => setChosen({ ...chosen, ...next });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDone();
    onChange(chosen);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <Field label={t("inbox.filters.list")}>
        {(control) => (
          <Select
            {...control}
            value={chosen.filter}
            options={LISTS.map((value) => ({ value, label: t(LIST_WORDS[value]) }))}
            onChange={(filter) => change({ filter })}
          />
        )}
      </Field>
      <Field
        label={t("inbox.filters.assignee")}
        error={members.error ? errorWords(members.error, t) : undefined}
        hint={members.isLoading ? t("inbox.handling.loadingTeam") : undefined}
      >
        {(control) => (
          <Select
            {...control}
            disabled={!members.data}
            value={members.data ? (chosen.assigneeId ?? ANYBODY) : ANYBODY}
            options={[
              { value: ANYBODY, label: t("inbox.filters.anybody") },
              ...people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(id) => change({ assigneeId: id === ANYBODY ? null : id })}
          />
        )}
      </Field>
      <LabelledSwitch
        label={t("inbox.filters.unread")}
        note={t("inbox.filters.unreadNote")}
        isOn={chosen.isUnread}
        isDisabled={false}
        onChange={(isUnread) => change({ isUnread })}
      />
      <Tags accountId={accountId} chosen={chosen.tags} onChange={(tags) => change({ tags })} />
      <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <Button onClick={() => change({ tags: [], assigneeId: null, isUnread: false })}>
          {t("inbox.filters.clear")}
        </Button>
        <Button type="submit" variant="primary">
          {t("inbox.filters.apply")}
        </Button>
      </div>
    </form>
  );
}

interface TagsProps {
  accountId: string;
  chosen: readonly string[];
  onChange: (tags: string[]) => void;
}

function Tags({ accountId, chosen, onChange }: TagsProps) {
  const t = useTranslations();
  const tags = api.analytics.tags.useQuery({ accountId });
  // One that no customer has any more can still be taken away.
  const offered = [...new Set([...chosen, ...(tags.data ?? [])])].toSorted((a, b) => a.localeCompare(b));
  const isFull = chosen.length >= MAX_FILTER_TAGS;
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-2 font-medium text-sm">{t("inbox.filters.tags")}</legend>
      {tags.isLoading && (
        <SkeletonGroup label={t("inbox.filters.loadingTags")} className="flex gap-1.5">
          <Skeleton className="h-8 w-16 rounded-full!" />
          <Skeleton className="h-8 w-24 rounded-full!" />
        </SkeletonGroup>
      )}
      {tags.error && (
        <p role="alert" className="text-danger text-sm">
          {errorWords(tags.error, t)}{" "}
          <Button variant="link" onClick={() => void tags.refetch()}>
            {t("common.actions.tryAgain")}
          </Button>
        </p>
      )}
      {tags.data && offered.length === 0 && <p className="text-ink-soft text-sm">{t("inbox.filters.noTags")}</p>}
      {offered.length > 0 && (
        <div className="flex max-h-48 flex-wrap gap-1.5 overflow-y-auto p-0.5">
          {offered.map((tag) => {
            const isOn = chosen.includes(tag);
            return (
              <button
                key={tag}
                type="button"
                aria-pressed={isOn}
                disabled={isFull && !isOn}
                onClick={() => onChange(isOn ? chosen.filter((one) => one !== tag) : [...chosen, tag])}
                className="h-8 max-w-full truncate rounded-full border px-3 text-ink-soft text-sm transition-colors hover:bg-hover disabled:opacity-55 aria-pressed:border-accent-line aria-pressed:bg-accent-tint aria-pressed:text-accent max-md:h-10"
              >
                <bdi>{tag}</bdi>
              </button>
            );
          })}
        </div>
      )}
      {(isFull || chosen.length > 1) && (
        <p className="text-ink-faint text-sm">
          {t(isFull ? "inbox.filters.fullTags" : "inbox.filters.anyTag", { count: MAX_FILTER_TAGS })}
        </p>
      )}
    </fieldset>
  );
}
