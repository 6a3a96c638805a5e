"use client";
import { Pencil, Plus, Save, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { MenuItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "@/components/ui/menu";
import { ALL_CONVERSATIONS, MAX_OWN_VIEWS } from "@/domain/messaging/inbox-filters";
import { errorWords } from "@/trpc/errors";
import type { InboxAddressState, InboxView } from "./use-inbox-address";
import { useViewActs } from "./use-view-acts";
import type { ViewsMenuProps } from "./views-menu";

/** One's own views and the team's, and what can be done with them. */
export function ViewsItems(props: Omit<ViewsMenuProps, "button">) {
  const t = useTranslations();
  const { view, views } = props.address;
  const own = views.data?.filter(({ isOwn }) => isOwn) ?? [];
  const ofTeam = views.data?.filter(({ isOwn }) => !isOwn) ?? [];
  return (
    <>
      {views.data ? (
        views.data.length === 0 && <Note>{t("inbox.views.none")}</Note>
      ) : views.error ? (
        <MenuItem
          onSelect={(event) => {
            event.preventDefault();
            void views.refetch();
          }}
        >
          {errorWords(views.error, t)} {t("common.actions.tryAgain")}
        </MenuItem>
      ) : (
        <MenuItem disabled>{t("inbox.views.loading")}</MenuItem>
      )}
      <Choice label={t("inbox.views.yours")} views={own} address={props.address} />
      <Choice label={t("inbox.views.teams")} views={ofTeam} address={props.address} />
      <MenuSeparator />
      {own.length < MAX_OWN_VIEWS ? (
        <MenuItem onSelect={props.onSave}>
          <Plus />
          {t("inbox.views.saveList")}
        </MenuItem>
      ) : (
        <Note>{t("inbox.views.full", { count: MAX_OWN_VIEWS })}</Note>
      )}
      {view && <OfChosen {...props} view={view} />}
    </>
  );
}

const Note = ({ children }: { children: string }) => (
  <p className="text-wrap px-2 py-1.5 text-ink-soft text-sm">{children}</p>
);

interface ChoiceProps {
  label: string;
  views: readonly InboxView[];
  address: InboxAddressState;
}

function Choice({ label, views, address }: ChoiceProps) {
  const t = useTranslations();
  if (views.length === 0) return null;
  return (
    <MenuRadioGroup aria-label={label} value={address.view?.id ?? ""} onValueChange={address.openView}>
      <MenuLabel>{label}</MenuLabel>
      {views.map(({ id, name, isShared, isOwn }) => (
        <MenuRadioItem key={id} value={id}>
          <span dir="auto" className="min-w-0 truncate">
            {name}
          </span>
          {isShared && isOwn && <span className="shrink-0 text-ink-faint text-sm">{t("inbox.views.shared")}</span>}
        </MenuRadioItem>
      ))}
    </MenuRadioGroup>
  );
}

/** What can be done with the chosen view. */
function OfChosen({
  accountId,
  address,
  mayShare,
  onEdit,
  view,
}: Omit<ViewsMenuProps, "button"> & { view: InboxView }) {
  const t = useTranslations();
  const { save, remove } = useViewActs(accountId);
  const { filters, isChanged } = address;
  if (view.isShared && !mayShare)
    return (
      <>
        <MenuSeparator />
        <Note>{t("inbox.views.notYours")}</Note>
      </>
    );
  return (
    <>
      <MenuSeparator />
      {isChanged && filters && (
        <MenuItem onSelect={() => save(view, filters, () => address.openView(view.id))}>
          <Save />
          {t("inbox.views.saveChanges")}
        </MenuItem>
      )}
      <MenuItem onSelect={onEdit}>
        <Pencil />
        {t(mayShare && view.isOwn ? "inbox.views.editOrShare" : "inbox.views.rename")}
      </MenuItem>
      <MenuItem
        onSelect={() =>
          remove(view, {
            onRemoved: () => address.showList(ALL_CONVERSATIONS),
            onPutBack: () => address.reopenView(view.id),
          })
        }
      >
        <Trash2 />
        <span className="min-w-0 truncate">{t("inbox.views.remove", { name: view.name })}</span>
      </MenuItem>
    </>
  );
}
