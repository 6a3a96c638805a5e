import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { AuthPage } from "../../_components/auth-page";
import { ConfirmForm } from "../../_components/confirm-form";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations())("auth.confirm.pageTitle"),
  referrer: "no-referrer",
});

/** Where the words of each kind of link stand. */
const KINDS = {
  signup: "signup",
  email: "signIn",
  magiclink: "signIn",
  recovery: "recovery",
  invite: "invite",
  email_change: "emailChange",
} as const;
type ConfirmationType = keyof typeof KINDS;

const isType = (text: unknown): text is ConfirmationType => typeof text === "string" && Object.hasOwn(KINDS, text);

/** Where links in mails lead. Opening it changes nothing. */
export default async function ConfirmPage({ searchParams }: PageProps<"/auth/confirm">) {
  const t = await getTranslations();
  const { token_hash: tokenHash, type, next } = await searchParams;
  if (typeof tokenHash !== "string" || tokenHash === "" || !isType(type))
    return (
      <AuthPage title={t("auth.confirm.notWholeTitle")} description={t("auth.confirm.notWholeDescription")}>
        <Button asChild size="lg">
          <a href="/sign-in">{t("auth.confirm.toSignIn")}</a>
        </Button>
      </AuthPage>
    );
  const kind = KINDS[type];
  return (
    <AuthPage title={t(`auth.confirm.${kind}.title`)} description={t(`auth.confirm.${kind}.description`)}>
      <ConfirmForm
        confirmation={{ tokenHash, type }}
        label={t(`auth.confirm.${kind}.label`)}
        next={typeof next === "string" ? next : undefined}
      />
    </AuthPage>
  );
}
