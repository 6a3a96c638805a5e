"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PasswordField } from "@/components/password-field";
import { Button } from "@/components/ui/button";
import { ChoiceMenu } from "@/components/ui/choice-menu";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";

type Member = RouterOutputs["team"]["members"][number];
const nameOf = ({ name, email }: Member) => name || email;

export function OwnershipPanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [members] = api.team.members.useSuspenseQuery({ accountId });
  const [isOpen, setIsOpen] = useState(false);
  const owners = members.filter(({ role }) => role === "owner").map(nameOf);
  const others = members.filter(({ isYou }) => !isYou);
  const mayTransfer = account.permissions.includes("account.transfer");
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="max-w-[60ch] text-ink-soft">
        {t.rich("settings.ownership.owners", {
          count: owners.length,
          names: owners.join(", "),
          b: (names) => <b className="font-medium text-ink">{names}</b>,
        })}{" "}
        {!mayTransfer && t("settings.ownership.onlyOwner")}
        {mayTransfer && t(others.length === 0 ? "settings.ownership.inviteFirst" : "settings.ownership.whatFollows")}
      </p>
      {mayTransfer && others.length > 0 && (
        <Dialog open={isOpen} onOpenChange={setIsOpen}>
          <DialogTrigger asChild>
            <Button>{t("settings.ownership.open")}</Button>
          </DialogTrigger>
          <DialogContent title={t("settings.ownership.ask")} description={t("settings.ownership.askDetail")}>
            <TransferForm accountId={accountId} members={others} onDone={() => setIsOpen(false)} />
          </DialogContent>
        </Dialog>
      )}
    </div>
  );
}

interface TransferFormProps {
  accountId: string;
  members: Member[];
  onDone: () => void;
}

function TransferForm({ accountId, members, onDone }: TransferFormProps) {
  const t = useTranslations();
  const utils = api.useUtils();
  const [userId, setUserId] = useState(members[0]?.userId ?? "");
  const [password, setPassword] = useState("");
  const transfer = api.team.transferOwnership.useMutation({
    onSuccess: async () => {
      await Promise.all([
        utils.account.get.invalidate({ accountId }),
        utils.team.members.invalidate({ accountId }),
        utils.account.list.invalidate(),
      ]);
      toast.success(t("settings.ownership.done"), { description: t("settings.ownership.doneDetail") });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    transfer.mutate({ accountId, userId, password });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <div className="flex flex-col items-start gap-1.5">
        <p className="font-medium text-sm">{t("settings.ownership.newOwner")}</p>
        <ChoiceMenu
          label={t("settings.ownership.newOwner")}
          value={userId}
          options={members.map((member) => ({ value: member.userId, label: nameOf(member), hint: member.email }))}
          onChange={setUserId}
        />
      </div>
      <PasswordField
        value={password}
        error={transfer.error ? errorWords(transfer.error, t) : undefined}
        onChange={setPassword}
      />
      <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <DialogClose asChild>
          <Button>{t("common.actions.keepIt")}</Button>
        </DialogClose>
        <Button type="submit" variant="danger" isPending={transfer.isPending}>
          {t("settings.ownership.handOver")}
        </Button>
      </div>
    </form>
  );
}
