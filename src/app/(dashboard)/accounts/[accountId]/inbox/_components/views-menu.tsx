"use client";
import { Bookmark, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { laterCode } from "@/components/ui/late/later-code";
import { Menu, MenuContent, MenuTrigger } from "@/components/ui/menu";
import type { InboxAddressState } from "./use-inbox-address";

const items = laterCode(async () => (await import("./views-items")).ViewsItems);

export interface ViewsMenuProps {
  accountId: string;
  address: InboxAddressState;
  mayShare: boolean;
  button: RefObject<HTMLButtonElement | null>;
  onSave: () => void;
  onEdit: () => void;
}

/** One's own views and the team's, to choose one, to save what is shown as one, and to change the chosen one. */
export function ViewsMenu(props: ViewsMenuProps) {
  const t = useTranslations();
  const { view } = props.address;
  const Items = items.useCode();
  return (
    <Menu code={items}>
      <MenuTrigger asChild>
        <Button
          ref={props.button}
          size="sm"
          variant={view ? "secondary" : "quiet"}
          className={cn("min-w-0 shrink! max-md:h-10", !view && "-ms-2.5")}
        >
          <Bookmark className={view && "fill-current text-accent"} />
          {view && <span className="sr-only">{t("inbox.views.chosen")}</span>}
          <span dir="auto" className="truncate">
            {view?.name ?? t("inbox.views.title")}
          </span>
          <ChevronDown className="text-ink-faint" />
        </Button>
      </MenuTrigger>
      {Items && (
        <MenuContent align="start" className="w-72">
          <Items {...props} />
        </MenuContent>
      )}
    </Menu>
  );
}
