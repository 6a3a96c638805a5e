"use client";
import { ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { lazyDialog } from "@/components/ui/lazy-dialog";
import { ALL_CONVERSATIONS, countFilters } from "@/domain/messaging/inbox-filters";
import type { InboxAddressState } from "./use-inbox-address";
import { ViewsMenu } from "./views-menu";

// Most people look at a whole list most of the time.
const FilterChips = lazy(async () => ({ default: (await import("./filter-chips")).FilterChips }));
const FilterDialog = lazyDialog(() => import("./filter-dialog").then((module) => module.FilterDialog));
const ViewDialog = lazyDialog(() => import("./view-dialog").then((module) => module.ViewDialog));

interface ViewBarProps {
  accountId: string;
  address: InboxAddressState;
  mayShare: boolean;
}

/** Under the lists: the saved views, and what narrows the list down. */
export function ViewBar({ accountId, address, mayShare }: ViewBarProps) {
  const t = useTranslations();
  const { view, filters = ALL_CONVERSATIONS } = address;
  const [open, setOpen] = useState<"filter" | "view" | null>(null);
  // Kept while it closes.
  const [isEditing, setIsEditing] = useState(false);
  const filterButton = useRef<HTMLButtonElement>(null);
  const viewsButton = useRef<HTMLButtonElement>(null);
  const count = countFilters(filters);
  const close = (isOpen: boolean) => !isOpen && setOpen(null);
  const openView = (isOfChosen: boolean) => {
    setIsEditing(isOfChosen);
    setOpen("view");
  };
  return (
    <>
      <div className="-my-1 flex items-center justify-between gap-2">
        <ViewsMenu
          accountId={accountId}
          address={address}
          mayShare={mayShare}
          button={viewsButton}
          onSave={() => openView(false)}
          onEdit={() => openView(true)}
        />
        <Button
          ref={filterButton}
          size="sm"
          variant="quiet"
          aria-haspopup="dialog"
          onClick={() => setOpen("filter")}
          className="max-md:h-10"
        >
          <ListFilter />
          {t("inbox.filters.title")}
          {count > 0 && (
            <>
              <span aria-hidden="true" className="text-accent text-xs tabular-nums">
                {count}
              </span>
              <span className="sr-only">{t("inbox.filters.count", { count })}</span>
            </>
          )}
        </Button>
      </div>
      {address.isGone && (
        <p role="status" className="text-ink-soft text-sm">
          {t("inbox.views.gone")}
        </p>
      )}
      {(count > 0 || (view && filters.filter !== "all") || address.isChanged) && (
        <Suspense fallback={<div className="h-7" />}>
          <FilterChips accountId={accountId} address={address} mayShare={mayShare} onSave={() => openView(false)} />
        </Suspense>
      )}
      <FilterDialog
        isOpen={open === "filter"}
        onOpenChange={close}
        accountId={accountId}
        filters={filters}
        onChange={address.changeFilters}
        returnTo={filterButton}
      />
      <ViewDialog
        isOpen={open === "view"}
        onOpenChange={close}
        accountId={accountId}
        edited={isEditing ? view : undefined}
        filters={filters}
        mayShare={mayShare}
        onSaved={address.openView}
        returnTo={viewsButton}
      />
    </>
  );
}
