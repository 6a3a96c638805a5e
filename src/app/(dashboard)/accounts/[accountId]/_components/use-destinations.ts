"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { api } from "@/trpc/react";
import { type Destination, PLACES } from "./navigation";

/** Where this person's role leads. Everything while that is not known: a way that is not there can't be missed. */
export function useDestinations(accountId: string): readonly Destination[] {
  const t = useTranslations();
  // The server draws before it knows; what the browser draws first has to be the same.
  const isHydrated = useIsHydrated();
  const account = api.account.get.useQuery({ accountId });
  const permissions = isHydrated ? account.data?.permissions : undefined;
  return useMemo(
    () =>
      PLACES.filter(({ permission }) => !permission || !permissions || permissions.includes(permission)).map(
        (place) => ({
          ...place,
          label: t(`shell.pages.${place.segment}`),
        }),
      ),
    [t, permissions],
  );
}
