import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { roleWithArticle, roleWords } from "@/domain/words/role";
import type { RouterOutputs } from "@/trpc/react";
import { api } from "@/trpc/server";
import { AuthPage } from "../_components/auth-page";
import { AcceptInvitation, DeclineInvitation, JoinWithNewUser, SwitchUser } from "../_components/invitation-forms";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

type Invitation = NonNullable<RouterOutputs["invitation"]["get"]>;

/** Where the link of an invitation leads. Opening it changes nothing. */
export default async function InvitationPage({ searchParams }: PageProps<"/invitation">) {
  const { token } = await searchParams;
  const isToken = typeof token === "string" && token !== "" && token.length <= 100;
  const invitation = isToken ? await api.invitation.get({ token }) : null;
  if (!isToken || !invitation || invitation.state !== "open")
    return (
      <AuthPage title="This invitation can't be used" description={WHY[invitation?.state ?? "unknown"]}>
        <Button asChild size="lg">
          <a href="/">Go to Parley</a>
        </Button>
      </AuthPage>
    );
  const { accountName, role, invitedBy } = invitation;
  return (
    <AuthPage
      title={`Join ${accountName}`}
      description={
        <>
          {invitedBy ?? "Somebody of the team"} invites you as {roleWithArticle(role)}. You can{" "}
          {roleWords(role).summary}
        </>
      }
    >
      <Answer token={token} invitation={invitation} />
    </AuthPage>
  );
}

/** What to do depends on who is here. */
async function Answer({ token, invitation }: { token: string; invitation: Invitation }) {
  const user = await api.auth.me();
  const { email, hasUser } = invitation;
  if (user?.email.toLowerCase() === email) return <AcceptInvitation token={token} />;
  if (user)
    return (
      <>
        <p className="text-ink-soft">
          It was sent to <span className="break-all font-medium text-ink">{email}</span>, and you are signed in as{" "}
          <span className="break-all font-medium text-ink">{user.email}</span>.
        </p>
        <SwitchUser />
      </>
    );
  if (!hasUser) return <JoinWithNewUser token={token} email={email} />;
  const next = encodeURIComponent(`/invitation?token=${token}`);
  return (
    <>
      <p className="text-ink-soft">
        Sign in as <span className="break-all font-medium text-ink">{email}</span> to accept it.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="primary" size="lg">
          <a href={`/sign-in?next=${next}`}>Sign in</a>
        </Button>
        <DeclineInvitation token={token} />
      </div>
    </>
  );
}

const WHY: Record<Exclude<Invitation["state"], "open"> | "open" | "unknown", string> = {
  open: "",
  expired: "It has expired. Ask whoever invited you to send it again.",
  used: "It was answered already. If you joined, sign in to open the account.",
  revoked: "It was taken back. Ask whoever invited you for a new one.",
  unknown: "A newer mail may have replaced it, or the link isn't whole. Open the newest mail, or ask for a new one.",
};
