"use client";
import { useTranslations } from "next-intl";
import { can } from "@/domain/access/roles";
import { api } from "@/trpc/react";

/** Whose conversations one can ask for: who may look after some, and whoever is chosen already. */
export function useAssignees(accountId: string, chosenId: string | null) {
  const t = useTranslations();
  const members = api.team.members.useQuery({ accountId });
  const people = (members.data ?? [])
    .filter(({ userId, role }) => can(role, "conversation.reply") || userId === chosenId)
    .map(({ userId, name, email, isYou }) => ({
      id: userId,
      name: isYou ? t("inbox.handling.you") : name || email,
    }));
  const isMissing = members.data && chosenId !== null && !people.some(({ id }) => id === chosenId);
  return { members, people: isMissing ? [...people, { id: chosenId, name: t("inbox.filters.left") }] : people };
}

/** What the team calls somebody; while that isn't known, only that it is somebody. */
export function useAssigneeName(accountId: string, userId: string): string {
  const t = useTranslations();
  const { people } = useAssignees(accountId, userId);
  return people.find(({ id }) => id === userId)?.name ?? t("inbox.filters.somebody");
}
