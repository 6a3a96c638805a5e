"use client";
import { CircleUserRound, Keyboard, type LucideIcon, Monitor, Moon, Store, Sun } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useMemo } from "react";
import { api, type RouterOutputs } from "@/trpc/react";
import { useDestinations } from "../use-destinations";

export interface Command {
  id: string;
  /** The heading it stands under; those of a group follow each other. */
  group: string;
  /** What typing finds it by. */
  label: string;
  icon: LucideIcon;
  keys?: readonly string[];
  act: () => void;
}

const THEMES = [
  { value: "light", icon: Sun },
  { value: "dark", icon: Moon },
  { value: "system", icon: Monitor },
] as const;

const namesOf = (accounts: RouterOutputs["account"]["list"]) => accounts.map(({ id, name }) => ({ id, name }));

/** Everything that the palette leads to. The same list until something of it changes: it need not be drawn anew before. */
export function useCommands(accountId: string, onHelp: () => void): readonly Command[] {
  const t = useTranslations();
  const router = useRouter();
  const { setTheme } = useTheme();
  const destinations = useDestinations(accountId);
  // What waits in them changes all the time, and isn't told here.
  const { data: accounts } = api.account.list.useQuery(undefined, { select: namesOf });
  return useMemo(() => {
    const goTo = (path: string) => () => router.push(path as Route);
    const others = accounts?.filter(({ id }) => id !== accountId) ?? [];
    return [
      ...destinations.map(({ segment, label, icon, key }) => {
        const act = goTo(`/accounts/${accountId}/${segment}`);
        return { id: segment, group: t("shell.palette.goTo"), label, icon, keys: ["g", key], act };
      }),
      {
        id: "profile",
        group: t("shell.palette.goTo"),
        label: t("shell.userMenu.profile"),
        icon: CircleUserRound,
        act: goTo("/profile"),
      },
      ...others.map(({ id, name }) => ({
        id,
        group: t("shell.palette.switchAccount"),
        label: name,
        icon: Store,
        act: goTo(`/accounts/${id}`),
      })),
      ...THEMES.map(({ value, icon }) => ({
        id: value,
        group: t("shell.palette.do"),
        label: t(`shell.palette.${value}`),
        icon,
        act: () => setTheme(value),
      })),
      {
        id: "keys",
        group: t("shell.palette.do"),
        label: t("shell.palette.showKeys"),
        icon: Keyboard,
        keys: ["?"],
        act: onHelp,
      },
    ];
  }, [t, router, setTheme, destinations, accounts, accountId, onHelp]);
}
