import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { roleWithArticle, roleWords } from "@/domain/words/role";
import type { Translate } from "@/domain/words/translate";
import type { RouterOutputs } from "@/trpc/react";
import { api } from "@/trpc/server";
import { Address, AuthPage } from "../_components/auth-page";
import { AcceptInvitation, DeclineInvitation, JoinWithNewUser, SwitchUser } from "../_components/invitation-forms";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations())("auth.invitation.pageTitle"),
  referrer: "no-referrer",
});

type Invitation = NonNullable<RouterOutputs["invitation"]["get"]>;

/** Where the link of an invitation leads. Opening it changes nothing. */
export default async function InvitationPage({ searchParams }: PageProps<"/invitation">) {
  const t = await getTranslations();
  const { token } = await searchParams;
  const isToken = typeof token === "string" && token !== "" && token.length <= 100;
  const invitation = isToken ? await api.invitation.get({ token }) : null;
  if (!isToken || !invitation || invitation.state !== "open")
    return (
      <AuthPage title={t("auth.invitation.unusableTitle")} description={whyUnusable(t, invitation?.state)}>
        <Button asChild size="lg">
          <a href="/">{t("auth.invitation.toParley")}</a>
        </Button>
      </AuthPage>
    );
  const { accountName, role, invitedBy } = invitation;
  return (
    <AuthPage
      title={t("auth.invitation.title", { account: accountName })}
      description={t("auth.invitation.invitesYou", {
        who: invitedBy ?? t("auth.invitation.somebody"),
        role: roleWithArticle(t, role),
        summary: roleWords(t, role).summary,
      })}
    >
      <Answer token={token} invitation={invitation} />
    </AuthPage>
  );
}

function whyUnusable(t: Translate, state: Invitation["state"] | undefined): string | undefined {
  if (state === "open") return undefined;
  return t(`auth.invitation.why.${state ?? "unknown"}`);
}

const address = (chunks: React.ReactNode) => <Address>{chunks}</Address>;

/** What to do depends on who is here. */
async function Answer({ token, invitation }: { token: string; invitation: Invitation }) {
  const t = await getTranslations();
  const user = await api.auth.me();
  const { email, hasUser } = invitation;
  if (user?.email.toLowerCase() === email) return <AcceptInvitation token={token} />;
  if (user)
    return (
      <>
        <p className="text-ink-soft">{t.rich("auth.invitation.otherUser", { email, own: user.email, address })}</p>
        <SwitchUser />
      </>
    );
  if (!hasUser) return <JoinWithNewUser token={token} email={email} />;
  const next = encodeURIComponent(`/invitation?token=${token}`);
  return (
    <>
      <p className="text-ink-soft">{t.rich("auth.invitation.signInToAccept", { email, address })}</p>
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="primary" size="lg">
          <a href={`/sign-in?next=${next}`}>{t("auth.invitation.signIn")}</a>
        </Button>
        <DeclineInvitation token={token} />
      </div>
    </>
  );
}
