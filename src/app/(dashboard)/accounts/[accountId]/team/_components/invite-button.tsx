"use client";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { Role } from "@/domain/access/roles";
import { grantableRoles } from "@/domain/access/team-rules";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { RoleField } from "./role-field";

interface InviteButtonProps {
  accountId: string;
  /** Nobody gives more than they have. */
  ownRole: Role;
}

export function InviteButton({ accountId, ownRole }: InviteButtonProps) {
  const t = useTranslations();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <UserPlus />
          {t("team.invite.open")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("team.invite.title")} description={t("team.invite.description")}>
        <InviteForm accountId={accountId} ownRole={ownRole} onDone={() => setIsOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function InviteForm({ accountId, ownRole, onDone }: InviteButtonProps & { onDone: () => void }) {
  const t = useTranslations();
  const utils = api.useUtils();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("operator");
  const [isMissing, setIsMissing] = useState(false);
  const invite = api.team.invite.useMutation({
    onSuccess: async (_output, input) => {
      await utils.team.invitations.invalidate({ accountId });
      toast.success(t("team.invite.sent"), { description: t("team.invite.sentDescription", { email: input.email }) });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const address = email.trim();
    setIsMissing(!address.includes("@"));
    if (address.includes("@")) invite.mutate({ accountId, email: address, role });
  };
  const failure = invite.error ? errorWords(invite.error, t) : undefined;
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field label={t("team.invite.email")} error={isMissing ? t("team.invite.emailMissing") : failure}>
        {(control) => (
          <Input
            {...control}
            type="email"
            inputMode="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <RoleField roles={grantableRoles(ownRole)} value={role} onChange={setRole} />
      <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <DialogClose asChild>
          <Button>{t("common.actions.cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isPending={invite.isPending}>
          {t("team.invite.submit")}
        </Button>
      </div>
    </form>
  );
}
