import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthPage, TextLink } from "../_components/auth-page";
import { ForgotPasswordForm } from "../_components/forgot-password-form";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations())("auth.forgotPassword.pageTitle"),
});

export default async function ForgotPasswordPage() {
  const t = await getTranslations();
  return (
    <AuthPage title={t("auth.forgotPassword.title")} description={t("auth.forgotPassword.description")}>
      <ForgotPasswordForm />
      <p className="text-ink-soft">
        {t.rich("auth.forgotPassword.remembered", { link: (chunks) => <TextLink href="/sign-in">{chunks}</TextLink> })}
      </p>
    </AuthPage>
  );
}
