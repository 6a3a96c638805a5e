import type { Metadata } from "next";
import { AuthPage, TextLink } from "../_components/auth-page";
import { ForgotPasswordForm } from "../_components/forgot-password-form";

export const metadata: Metadata = { title: "Forgot password" };

export default function ForgotPasswordPage() {
  return (
    <AuthPage title="Forgot your password?" description="We mail you a link with which you set a new one.">
      <ForgotPasswordForm />
      <p className="text-ink-soft">
        Remembered it? <TextLink href="/sign-in">Sign in</TextLink>
      </p>
    </AuthPage>
  );
}
