"use client";
import { CircleUserRound, LogOut, Monitor, Moon, Sun } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { forgetKeptTexts, textStore } from "@/components/kept-texts";
import { LanguageChoice } from "@/components/language-choice";
import { MenuItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

/** The profile, the theme, the language, and the way out. */
export function UserMenuItems() {
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
  return (
    <>
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
    </>
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
