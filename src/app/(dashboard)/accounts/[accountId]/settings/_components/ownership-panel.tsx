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
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [members] = api.team.members.useSuspenseQuery({ accountId });
  const [isOpen, setIsOpen] = useState(false);
  const owners = members.filter(({ role }) => role === "owner").map(nameOf);
  const others = members.filter(({ isYou }) => !isYou);
  const mayTransfer = account.permissions.includes("account.transfer");
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="max-w-[60ch] text-ink-soft">
        {owners.length === 1 ? "The owner is " : "The owners are "}
        <b className="font-medium text-ink">{owners.join(", ")}</b>. {!mayTransfer && "Only an owner can hand it over."}
        {mayTransfer && others.length === 0 && "Invite somebody to the team first; then you can hand it over to them."}
        {mayTransfer && others.length > 0 && "Whoever gets it can do everything, and you become an admin."}
      </p>
      {mayTransfer && others.length > 0 && (
        <Dialog open={isOpen} onOpenChange={setIsOpen}>
          <DialogTrigger asChild>
            <Button>Hand over…</Button>
          </DialogTrigger>
          <DialogContent
            title="Hand the ownership over"
            description="They can do everything from then on, also delete the account. You become an admin."
          >
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
      toast.success("Handed over", { description: "You are an admin of this account now." });
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
        <p className="font-medium text-sm">New owner</p>
        <ChoiceMenu
          label="New owner"
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
          <Button>Keep it</Button>
        </DialogClose>
        <Button type="submit" variant="danger" isPending={transfer.isPending}>
          Hand over
        </Button>
      </div>
    </form>
  );
}
