import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { AuthPage } from "../../_components/auth-page";
import { ConfirmForm } from "../../_components/confirm-form";

export const metadata: Metadata = { title: "Confirm", referrer: "no-referrer" };

const WORDS = {
  signup: {
    title: "Confirm your address",
    description: "Press the button, and your user is ready.",
    label: "Confirm and sign in",
  },
  email: { title: "Sign in", description: "Press the button to sign in with this link.", label: "Sign in" },
  magiclink: { title: "Sign in", description: "Press the button to sign in with this link.", label: "Sign in" },
  recovery: {
    title: "Set a new password",
    description: "Press the button; the next page asks for the new one.",
    label: "Go on",
  },
  invite: {
    title: "Welcome",
    description: "Press the button; the next page asks for a password.",
    label: "Accept and go on",
  },
  email_change: {
    title: "Confirm the new address",
    description: "Both mailboxes have to confirm, the old one and the new one. This is one of the two.",
    label: "Confirm",
  },
} as const;
type ConfirmationType = keyof typeof WORDS;

const isType = (text: unknown): text is ConfirmationType => typeof text === "string" && Object.hasOwn(WORDS, text);

/** Where links in mails lead. Opening it changes nothing. */
export default async function ConfirmPage({ searchParams }: PageProps<"/auth/confirm">) {
  const { token_hash: tokenHash, type, next } = await searchParams;
  if (typeof tokenHash !== "string" || tokenHash === "" || !isType(type))
    return (
      <AuthPage
        title="This link isn't whole"
        description="Some programs cut long links. Open the mail again and press its button, or copy the whole link from below it."
      >
        <Button asChild size="lg">
          <a href="/sign-in">Go to sign-in</a>
        </Button>
      </AuthPage>
    );
  const { label, ...words } = WORDS[type];
  return (
    <AuthPage {...words}>
      <ConfirmForm
        confirmation={{ tokenHash, type }}
        label={label}
        next={typeof next === "string" ? next : undefined}
      />
    </AuthPage>
  );
}
