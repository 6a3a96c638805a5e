"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { countFilters, type InboxFilters } from "@/domain/messaging/inbox-filters";
import { LIST_WORDS } from "./list-words";
import { useAssigneeName } from "./use-assignees";
import type { InboxAddressState } from "./use-inbox-address";
import { useViewActs } from "./use-view-acts";

interface FilterChipsProps {
  accountId: string;
  address: InboxAddressState;
  mayShare: boolean;
  onSave: () => void;
}

/** What the list is narrowed down by, each to be taken away, and what can be done with all of it. */
export function FilterChips({ accountId, address, mayShare, onSave }: FilterChipsProps) {
  const t = useTranslations();
  const { filters, view, isChanged } = address;
  const { save } = useViewActs(accountId);
  if (!filters) return null;
  const { tags, assigneeId, isUnread, filter } = filters;
  const change = (next: Partial<InboxFilters>) => address.changeFilters({ ...filters, ...next });
  const isTheirs = view?.isShared && !mayShare;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <ul aria-label={t("inbox.filters.shown")} className="contents">
        {/* With a view, none of the lists above is pressed. */}
        {view && filter !== "all" && <Chip label={t(LIST_WORDS[filter])} onRemove={() => change({ filter: "all" })} />}
        {isUnread && <Chip label={t("inbox.filters.unread")} onRemove={() => change({ isUnread: false })} />}
        {assigneeId && (
          <AssigneeChip accountId={accountId} userId={assigneeId} onRemove={() => change({ assigneeId: null })} />
        )}
        {tags.map((tag) => (
          <Chip key={tag} label={tag} onRemove={() => change({ tags: tags.filter((one) => one !== tag) })} />
        ))}
      </ul>
      <span className="flex gap-3 ps-1 text-sm">
        {!view && countFilters(filters) > 1 && (
          <Button variant="link" onClick={() => change({ tags: [], assigneeId: null, isUnread: false })}>
            {t("inbox.filters.clear")}
          </Button>
        )}
        {!view && (
          <Button variant="link" onClick={onSave}>
            {t("inbox.views.saveAsView")}
          </Button>
        )}
        {view && isChanged && (
          <Button variant="link" onClick={() => address.openView(view.id)}>
            {t("inbox.views.reset")}
          </Button>
        )}
        {view && isChanged && (
          <Button
            variant="link"
            onClick={() => (isTheirs ? onSave() : save(view, filters, () => address.openView(view.id)))}
          >
            {t(isTheirs ? "inbox.views.saveAsView" : "inbox.views.saveChanges")}
          </Button>
        )}
      </span>
    </div>
  );
}

function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  const t = useTranslations();
  return (
    <li className="flex min-w-0 max-w-full">
      <button
        type="button"
        aria-label={t("inbox.filters.remove", { filter: label })}
        onClick={onRemove}
        className="flex h-7 min-w-0 max-w-full items-center gap-1 rounded-full border border-accent-line bg-accent-tint pe-2 ps-2.5 text-accent text-sm transition-colors hover:bg-hover max-md:h-9"
      >
        <span dir="auto" className="truncate">
          {label}
        </span>
        <X aria-hidden="true" className="size-3.5 shrink-0" />
      </button>
    </li>
  );
}

interface AssigneeChipProps {
  accountId: string;
  userId: string;
  onRemove: () => void;
}

function AssigneeChip({ accountId, userId, onRemove }: AssigneeChipProps) {
  return <Chip label={useAssigneeName(accountId, userId)} onRemove={onRemove} />;
}
