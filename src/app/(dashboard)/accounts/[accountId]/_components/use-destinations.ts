"use client";
import { api } from "@/trpc/react";
import { DESTINATIONS, type Destination } from "./navigation";

/** Where this person's role leads. Everything while that is not known: a way that is not there can't be missed. */
export function useDestinations(accountId: string): readonly Destination[] {
  const permissions = api.account.get.useQuery({ accountId }).data?.permissions;
  return DESTINATIONS.filter(({ permission }) => !permission || !permissions || permissions.includes(permission));
}
