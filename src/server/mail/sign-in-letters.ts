import type { Letters } from "./letter";
import type { Mail } from "./mail";
import { say } from "./sentence";

/** Everything but what is about an account. */
type SignInTemplate = Exclude<Mail["template"], "team_invitation" | "role_changed" | "number_disconnected">;

/** About a person's user and how they sign in. */
export const signInLetters: Letters<SignInTemplate> = {
  confirm_email: ({ path }) => ({
    subject: say`Confirm your address`,
    paragraphs: [say`This address was used to sign up for Parley. Confirm that it is yours, and you can begin.`],
    button: { label: "Confirm address", path },
    footnote: say`If you didn't sign up, ignore this mail: without the button nothing happens.`,
  }),
  recover: ({ path }) => ({
    subject: say`Set a new password`,
    paragraphs: [say`A new password was asked for, for your user at Parley. The button works once, and not for long.`],
    button: { label: "Set a new password", path },
    footnote: say`If you didn't ask for it, ignore this mail: your password stays as it is.`,
  }),
  change_email: ({ path, mailbox, newEmail }) =>
    mailbox === "new"
      ? {
          subject: say`Confirm your new address`,
          paragraphs: [
            say`You want to sign in to Parley with ${newEmail} from now on. Confirm that you read this mailbox.`,
          ],
          button: { label: "Confirm new address", path },
          footnote: say`If you don't use Parley, ignore this mail: without the button nothing happens.`,
        }
      : {
          subject: say`Confirm the change of your address`,
          paragraphs: [
            say`You asked to sign in to Parley with ${newEmail} from now on, in place of this address.`,
            say`Confirm it here, and in the mail to the new address.`,
          ],
          button: { label: "Confirm the change", path },
          footnote: say`If you didn't ask for it, don't confirm, and change your password: somebody else knows it.`,
        },
  magic_link: ({ path, code }) => ({
    subject: say`Sign in to Parley`,
    paragraphs: [
      say`Sign in with the button. It works once, and not for long. Where you are asked for a code, type this one:`,
    ],
    code,
    button: { label: "Sign in", path },
    footnote: say`If you didn't ask for it, ignore this mail, and pass the code on to nobody.`,
  }),
  reauthenticate: ({ code }) => ({
    subject: say`Your code for Parley`,
    paragraphs: [say`Type this code to show that it is you:`],
    code,
    footnote: say`Pass it on to nobody. If you didn't ask for it, change your password: somebody else is signed in as you.`,
  }),
  invite_user: ({ path }) => ({
    subject: say`You are invited to Parley`,
    paragraphs: [
      say`Parley answers a business's customers on WhatsApp. A user with this address was made for you; accept to begin.`,
    ],
    button: { label: "Accept the invitation", path },
    footnote: say`If you don't know what this is about, ignore this mail.`,
  }),
  password_changed: ({ path }) => ({
    subject: say`Your password was changed`,
    paragraphs: [
      say`The password of your user at Parley was changed just now. If that was you, there is nothing to do.`,
      say`If it wasn't, set a new one at once: that also signs everybody else out.`,
    ],
    button: { label: "It wasn't me", path },
    footnote: say`You get this mail each time your password changes.`,
  }),
  email_changed: ({ newEmail, path }) => ({
    subject: say`Your address was changed`,
    paragraphs: [
      say`You now sign in to Parley with ${newEmail}, and mails go there. If that was you, there is nothing to do.`,
      say`If it wasn't, tell whoever runs this Parley at once.`,
    ],
    button: { label: "Open Parley", path },
    footnote: say`You get this mail at the address that you used until now.`,
  }),
};
