import type { Metadata } from "next";
import { AuthForm } from "../_components/auth-form";
import { AuthPage, TextLink } from "../_components/auth-page";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next } = await searchParams;
  return (
    <AuthPage title="Sign in">
      <AuthForm mode="sign-in" next={typeof next === "string" ? next : undefined} />
      <p className="text-ink-soft">
        New here? <TextLink href="/sign-up">Create an account</TextLink>
      </p>
    </AuthPage>
  );
}
