import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { api } from "@/trpc/server";
import { AuthPage, TextLink } from "../_components/auth-page";
import { ResetPasswordForm } from "../_components/reset-password-form";

export const metadata: Metadata = { title: "New password" };

export default async function ResetPasswordPage() {
  const user = await api.auth.me();
  const profile = user && (await api.profile.get());
  if (!profile)
    return (
      <AuthPage
        title="This takes the link from the mail"
        description="Open the newest mail from us and press the button in it. It works for an hour, once."
      >
        <Button asChild variant="primary" size="lg">
          <a href="/forgot-password">Send a new link</a>
        </Button>
      </AuthPage>
    );
  if (!profile.mayResetPassword)
    return (
      <AuthPage
        title="You are signed in"
        description="A password can be set without the old one for a quarter of an hour after the link was opened."
      >
        <p className="text-ink-soft">
          Change it with your current password in <TextLink href="/profile">your profile</TextLink>.
        </p>
      </AuthPage>
    );
  return (
    <AuthPage
      title="Set a new password"
      description={`For ${profile.email}. Everybody who is signed in as you elsewhere is signed out.`}
    >
      <ResetPasswordForm />
    </AuthPage>
  );
}
