import type { Metadata } from "next";
import { api } from "@/trpc/server";
import { AuthForm } from "../_components/auth-form";
import { AuthPage, TextLink } from "../_components/auth-page";

export const metadata: Metadata = { title: "Create account" };

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const { next } = await searchParams;
  const { isSignUpOpen } = await api.auth.settings();
  if (!isSignUpOpen)
    return (
      <AuthPage
        title="By invitation only"
        description="New users can't sign up here by themselves. Ask somebody of the team to invite you; the mail has the link."
      >
        <p className="text-ink-soft">
          Invited already? <TextLink href="/sign-in">Sign in</TextLink>
        </p>
      </AuthPage>
    );
  return (
    <AuthPage title="Create your account" description="Then link a WhatsApp number and give it something to know.">
      <AuthForm mode="sign-up" next={typeof next === "string" ? next : undefined} />
      <p className="text-ink-soft">
        Already have one? <TextLink href="/sign-in">Sign in</TextLink>
      </p>
    </AuthPage>
  );
}
