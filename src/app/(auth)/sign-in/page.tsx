import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthForm } from "../_components/auth-form";
import { AuthPage, TextLink } from "../_components/auth-page";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations())("auth.signIn.title"),
});

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const t = await getTranslations();
  const { next } = await searchParams;
  return (
    <AuthPage title={t("auth.signIn.title")}>
      <AuthForm mode="sign-in" next={typeof next === "string" ? next : undefined} />
      <p className="text-ink-soft">
        {t.rich("auth.signIn.newHere", { link: (chunks) => <TextLink href="/sign-up">{chunks}</TextLink> })}
      </p>
    </AuthPage>
  );
}
