"use client";
import { useReader } from "@/components/ui/use-reader";
import { api } from "@/trpc/react";

/** The time zone to put things off by: that of the business where it has told its hours, else the reader's. */
export function useClockOfBusiness(accountId: string): string {
  const reader = useReader();
  const hours = api.automation.hours.useQuery({ accountId });
  return hours.data?.timeZone ?? reader.timeZone;
}
