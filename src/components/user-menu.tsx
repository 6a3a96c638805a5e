"use client";
import { CircleUserRound, LogOut, Monitor, Moon, Sun } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { forgetKeptTexts, textStore } from "@/components/kept-texts";
import { LanguageChoice } from "@/components/language-choice";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

interface UserMenuProps {
  /** In the rail the email stands beside the icon; at the top of a page the icon is alone. */
  placement: "rail" | "top";
}

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ placement }: UserMenuProps) {
  const t = useTranslations();
  const [user] = api.auth.me.useSuspenseQuery();
  const signOut = api.auth.signOut.useMutation({
    // A whole page load, so that nothing of this user stays in memory.
    onSuccess: () => {
      forgetKeptTexts(textStore());
      window.location.assign("/sign-in");
    },
    onError: (error) => void toast.error(t("shell.userMenu.stillSignedIn"), { description: errorWords(error, t) }),
  });
  const isInRail = placement === "rail";
  return (
    <Menu>
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
      <MenuContent align={isInRail ? "start" : "end"} side={isInRail ? "top" : "bottom"} className="w-56">
        <MenuLabel>
          <span className="block truncate">{user?.email}</span>
        </MenuLabel>
        <MenuItem asChild>
          <Link href="/profile">
            <CircleUserRound />
            {t("shell.userMenu.profile")}
          </Link>
        </MenuItem>
        <MenuSeparator />
        <ThemeChoice />
        <MenuSeparator />
        <LanguageChoice />
        <MenuSeparator />
        <MenuItem
          onSelect={(event) => {
            event.preventDefault();
            signOut.mutate();
          }}
        >
          <LogOut />
          {signOut.isPending ? t("shell.userMenu.signingOut") : t("shell.userMenu.signOut")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

function ThemeChoice() {
  const t = useTranslations();
  const { theme, setTheme } = useTheme();
  return (
    <>
      <MenuLabel>{t("shell.userMenu.appearance")}</MenuLabel>
      <MenuRadioGroup value={theme ?? "system"} onValueChange={setTheme}>
        <MenuRadioItem value="system">
          <Monitor />
          {t("shell.userMenu.asTheSystem")}
        </MenuRadioItem>
        <MenuRadioItem value="light">
          <Sun />
          {t("shell.userMenu.light")}
        </MenuRadioItem>
        <MenuRadioItem value="dark">
          <Moon />
          {t("shell.userMenu.dark")}
        </MenuRadioItem>
      </MenuRadioGroup>
    </>
  );
}
