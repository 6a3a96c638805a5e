"use client";
import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";

export type Member = RouterOutputs["team"]["members"][number];

/** Changes of the team that are shown at once and put back when the server refuses. */
export function useMembers(accountId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const key = { accountId };
  const show = async (change: (members: Member[]) => Member[]) => {
    await utils.team.members.cancel(key);
    const previous = utils.team.members.getData(key);
    if (previous) utils.team.members.setData(key, change(previous));
    return { previous };
  };
  const shared = {
    onError: (error: unknown, _input: unknown, context: { previous: Member[] | undefined } | undefined) => {
      utils.team.members.setData(key, context?.previous);
      toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) });
    },
    // One's own role may have changed with it.
    onSettled: () => Promise.all([utils.team.members.invalidate(key), utils.account.get.invalidate(key)]),
  };
  const changeRole = api.team.changeRole.useMutation({
    ...shared,
    onMutate: ({ userId, role }) =>
      show((members) => members.map((member) => (member.userId === userId ? { ...member, role } : member))),
    onSuccess: () =>
      void toast.success(t("team.members.roleChanged"), { description: t("team.members.roleChangedDescription") }),
  });
  const remove = api.team.removeMember.useMutation({
    ...shared,
    onMutate: ({ userId }) => show((members) => members.filter((member) => member.userId !== userId)),
    onSuccess: () =>
      void toast.success(t("team.members.removed"), { description: t("team.members.removedDescription") }),
  });
  return { changeRole, remove };
}

/** What to call somebody: their name, or the address when they gave none. */
export const nameOf = ({ name, email }: Pick<Member, "name" | "email">): string => name || email;
