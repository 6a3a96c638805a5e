"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { forgetKeptTexts, textStore } from "@/components/kept-texts";
import { Button } from "@/components/ui/button";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { FormError, findNewPasswordError, NameField, NewPasswordField } from "./auth-fields";
import { Address } from "./auth-page";

/** For whoever is signed in with the invited address. */
export function AcceptInvitation({ token }: { token: string }) {
  const t = useTranslations();
  const accept = api.invitation.accept.useMutation({ onSuccess: openAccount });
  return (
    <div className="flex flex-col gap-5">
      {accept.error && <FormError>{errorWords(accept.error, t)}</FormError>}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          size="lg"
          isPending={accept.isPending || accept.isSuccess}
          onClick={() => accept.mutate({ token })}
        >
          {t("auth.invitation.join")}
        </Button>
        <DeclineInvitation token={token} />
      </div>
    </div>
  );
}

/** For whoever has no user yet: the link has proven the address, so only a password is missing. */
export function JoinWithNewUser({ token, email }: { token: string; email: string }) {
  const t = useTranslations();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<string>();
  const signUp = api.invitation.signUp.useMutation({ onSuccess: openAccount });
  function submit(event: FormEvent) {
    event.preventDefault();
    const found = findNewPasswordError(t, password);
    setError(found);
    if (!found) signUp.mutate({ token, password, ...(name.trim() ? { name } : {}) });
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <p className="text-ink-soft">
        {t.rich("auth.invitation.signInAs", { email, address: (chunks) => <Address>{chunks}</Address> })}
      </p>
      <NameField value={name} onChange={setName} />
      <NewPasswordField value={password} error={error} onChange={setPassword} />
      {signUp.error && <FormError>{errorWords(signUp.error, t)}</FormError>}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" size="lg" isPending={signUp.isPending || signUp.isSuccess}>
          {t("auth.invitation.join")}
        </Button>
        <DeclineInvitation token={token} />
      </div>
    </form>
  );
}

/** Somebody else is signed in here: they sign out, and come back to this page. */
export function SwitchUser() {
  const t = useTranslations();
  const signOut = api.auth.signOut.useMutation({
    onSuccess: () => {
      forgetKeptTexts(textStore());
      window.location.reload();
    },
  });
  return (
    <div className="flex flex-col gap-5">
      {signOut.error && <FormError>{errorWords(signOut.error, t)}</FormError>}
      <Button variant="primary" size="lg" isPending={signOut.isPending} onClick={() => signOut.mutate()}>
        {t("auth.invitation.switchUser")}
      </Button>
    </div>
  );
}

/** A whole page load: the new account has to be in every list. */
const openAccount = ({ accountId }: { accountId: string }) => window.location.assign(`/accounts/${accountId}`);

export function DeclineInvitation({ token }: { token: string }) {
  const t = useTranslations();
  const decline = api.invitation.decline.useMutation({ onSuccess: () => window.location.reload() });
  return (
    <Button variant="quiet" size="lg" isPending={decline.isPending} onClick={() => decline.mutate({ token })}>
      {t("auth.invitation.decline")}
    </Button>
  );
}
