import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { api } from "@/trpc/server";
import { AuthPage, TextLink } from "../_components/auth-page";
import { ResetPasswordForm } from "../_components/reset-password-form";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations())("auth.resetPassword.pageTitle"),
});

export default async function ResetPasswordPage() {
  const t = await getTranslations();
  const user = await api.auth.me();
  const profile = user && (await api.profile.get());
  if (!profile)
    return (
      <AuthPage
        title={t("auth.resetPassword.needsLinkTitle")}
        description={t("auth.resetPassword.needsLinkDescription")}
      >
        <Button asChild variant="primary" size="lg">
          <a href="/forgot-password">{t("auth.resetPassword.newLink")}</a>
        </Button>
      </AuthPage>
    );
  if (!profile.mayResetPassword)
    return (
      <AuthPage title={t("auth.resetPassword.signedInTitle")} description={t("auth.resetPassword.signedInDescription")}>
        <p className="text-ink-soft">
          {t.rich("auth.resetPassword.changeInProfile", {
            link: (chunks) => <TextLink href="/profile">{chunks}</TextLink>,
          })}
        </p>
      </AuthPage>
    );
  return (
    <AuthPage
      title={t("auth.resetPassword.title")}
      description={t("auth.resetPassword.description", { email: profile.email })}
    >
      <ResetPasswordForm />
    </AuthPage>
  );
}
