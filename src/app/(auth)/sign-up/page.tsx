import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { api } from "@/trpc/server";
import { AuthForm } from "../_components/auth-form";
import { AuthPage, TextLink } from "../_components/auth-page";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations())("auth.signUp.pageTitle"),
});

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const t = await getTranslations();
  const { next } = await searchParams;
  const { isSignUpOpen } = await api.auth.settings();
  if (!isSignUpOpen)
    return (
      <AuthPage title={t("auth.signUp.closedTitle")} description={t("auth.signUp.closedDescription")}>
        <p className="text-ink-soft">
          {t.rich("auth.signUp.invited", { link: (chunks) => <TextLink href="/sign-in">{chunks}</TextLink> })}
        </p>
      </AuthPage>
    );
  return (
    <AuthPage title={t("auth.signUp.title")} description={t("auth.signUp.description")}>
      <AuthForm mode="sign-up" next={typeof next === "string" ? next : undefined} />
      <p className="text-ink-soft">
        {t.rich("auth.signUp.haveOne", { link: (chunks) => <TextLink href="/sign-in">{chunks}</TextLink> })}
      </p>
    </AuthPage>
  );
}
