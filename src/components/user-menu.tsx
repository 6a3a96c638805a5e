"use client";
import { CircleUserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { laterCode } from "@/components/ui/late/later-code";
import { Menu, MenuContent, MenuTrigger } from "@/components/ui/menu";
import { api } from "@/trpc/react";

const items = laterCode(async () => (await import("@/components/user-menu-items")).UserMenuItems);

interface UserMenuProps {
  /** In the rail the email stands beside the icon; at the top of a page the icon is alone. */
  placement: "rail" | "top";
}

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ placement }: UserMenuProps) {
  const t = useTranslations();
  const [user] = api.auth.me.useSuspenseQuery();
  const Items = items.useCode();
  const isInRail = placement === "rail";
  return (
    <Menu code={items}>
      <MenuTrigger asChild>
        <Button
          variant="quiet"
          size={isInRail ? "md" : "icon"}
          className={cn(isInRail && "w-full justify-start! gap-2.5! px-2.5! font-normal!")}
        >
          <CircleUserRound />
          <span className="sr-only">{t("shell.userMenu.title")}</span>
          {isInRail && <span className="rail-word truncate">{user?.name || user?.email}</span>}
        </Button>
      </MenuTrigger>
      {Items && (
        <MenuContent align={isInRail ? "start" : "end"} side={isInRail ? "top" : "bottom"} className="w-56">
          <Items />
        </MenuContent>
      )}
    </Menu>
  );
}
