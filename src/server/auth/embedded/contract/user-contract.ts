import { expect } from "vitest";
import { ANA, BO, type Check } from "./contract-harness";

const NEW_EMAIL = "ana@home.example";
const NEW_PASSWORD = "lighthouse keeper's supper";

export const userChecks: Check[] = [
  {
    name: "another password counts from now on, and ends the other sessions and open links",
    run: async ({ newClient, lastMail }) => {
      const [here, there] = [newClient(), newClient()];
      await here.signUp(ANA);
      await there.signInWithPassword(ANA);
      await newClient().resetPasswordForEmail(ANA.email);
      const { tokenHash } = lastMail(ANA.email);
      expect((await here.updateUser({ password: NEW_PASSWORD })).error).toBeNull();
      expect((await here.getUser()).error).toBeNull();
      expect((await there.getUser()).error?.name).toBe("AuthSessionMissingError");
      const link = await newClient().verifyOtp({ type: "recovery", token_hash: tokenHash });
      expect(link.error?.code).toBe("otp_expired");
      expect((await newClient().signInWithPassword(ANA)).error?.code).toBe("invalid_credentials");
      expect((await newClient().signInWithPassword({ ...ANA, password: NEW_PASSWORD })).error).toBeNull();
    },
  },
  {
    name: "the same password again, or a weak one, is refused",
    run: async ({ newClient }) => {
      const auth = newClient();
      await auth.signUp(ANA);
      const same = await auth.updateUser({ password: ANA.password });
      expect(same.error).toMatchObject({ status: 422, code: "same_password" });
      expect((await auth.updateUser({ password: "short" })).error?.code).toBe("weak_password");
      expect((await newClient().signInWithPassword(ANA)).error).toBeNull();
    },
  },
  {
    name: "digits from the mailbox prove that the owner asks for another password",
    run: async ({ newClient, lastMail }) => {
      const auth = newClient();
      await auth.signUp(ANA);
      expect((await auth.reauthenticate()).error).toBeNull();
      const { code } = lastMail(ANA.email);
      const wrong = code === "000000" ? "000001" : "000000";
      const refused = await auth.updateUser({ password: NEW_PASSWORD, nonce: wrong });
      expect(refused.error).toMatchObject({ status: 422, code: "reauthentication_not_valid" });
      expect((await auth.updateUser({ password: NEW_PASSWORD, nonce: code })).error).toBeNull();
    },
  },
  {
    name: "data is merged into what is there, and null removes it",
    run: async ({ newClient }) => {
      const auth = newClient();
      await auth.signUp({ ...ANA, options: { data: { name: "Ana", shoe: 38 } } });
      await auth.updateUser({ data: { shoe: null, city: "Porto" } });
      expect((await newClient().signInWithPassword(ANA)).data.user?.user_metadata).toEqual({
        name: "Ana",
        city: "Porto",
      });
      expect((await auth.updateUser({ data: { about: "x".repeat(1024) } })).error?.code).toBe("validation_failed");
    },
  },
  {
    name: "another address counts at once where addresses need no confirmation",
    run: async ({ newClient }) => {
      const auth = newClient();
      await auth.signUp(ANA);
      expect((await auth.updateUser({ email: NEW_EMAIL })).data.user?.email).toBe(NEW_EMAIL);
      expect((await newClient().signInWithPassword(ANA)).error?.code).toBe("invalid_credentials");
      expect((await newClient().signInWithPassword({ ...ANA, email: NEW_EMAIL })).error).toBeNull();
    },
  },
  {
    name: "another address counts when both mailboxes have confirmed it, in any order",
    options: { isAutoConfirmed: false },
    run: async ({ newClient, newAdmin, lastMail }) => {
      const admin = await newAdmin();
      for (const [from, to, first] of [
        [ANA.email, NEW_EMAIL, ANA.email],
        [BO.email, "bo@home.example", "bo@home.example"],
      ] as const) {
        const password = ANA.password;
        await admin.createUser({ email: from, password, email_confirm: true });
        const auth = newClient();
        await auth.signInWithPassword({ email: from, password });
        const asked = await auth.updateUser({ email: to });
        expect(asked.data.user).toMatchObject({ email: from, new_email: to });
        const use = (mailbox: string) =>
          newClient().verifyOtp({ type: "email_change", token_hash: lastMail(mailbox).tokenHash });
        // The client types the first answer as a session; there is none yet.
        const halfway = await use(first);
        expect(halfway).toMatchObject({ error: null, data: { session: null } });
        expect((await auth.getUser()).data.user?.email).toBe(from);
        const done = await use(first === from ? to : from);
        expect(done.data.session?.user.email).toBe(to);
        expect((await newClient().signInWithPassword({ email: to, password })).error).toBeNull();
        expect((await newClient().signInWithPassword({ email: from, password })).error?.code).toBe(
          "invalid_credentials",
        );
      }
    },
  },
  {
    name: "one mailbox alone, asked twice, doesn't change the address",
    options: { isAutoConfirmed: false },
    run: async ({ newClient, newAdmin, lastMail }) => {
      await (await newAdmin()).createUser({ ...ANA, email_confirm: true });
      const auth = newClient();
      await auth.signInWithPassword(ANA);
      await auth.updateUser({ email: NEW_EMAIL });
      const use = { type: "email_change", token_hash: lastMail(NEW_EMAIL).tokenHash } as const;
      await newClient().verifyOtp(use);
      expect((await newClient().verifyOtp(use)).error?.code).toBe("otp_expired");
      expect((await auth.getUser()).data.user?.email).toBe(ANA.email);
    },
  },
  {
    name: "lost mails about another address are sent again",
    options: { isAutoConfirmed: false },
    run: async ({ newClient, newAdmin, lastMail, countMails }) => {
      await (await newAdmin()).createUser({ ...ANA, email_confirm: true });
      const auth = newClient();
      await auth.signInWithPassword(ANA);
      await auth.updateUser({ email: NEW_EMAIL });
      const lost = lastMail(NEW_EMAIL);
      expect((await auth.resend({ type: "email_change", email: ANA.email })).error).toBeNull();
      expect([countMails(ANA.email), countMails(NEW_EMAIL)]).toEqual([2, 2]);
      const use = (token_hash: string) => newClient().verifyOtp({ type: "email_change", token_hash });
      expect((await use(lost.tokenHash)).error?.code).toBe("otp_expired");
      await use(lastMail(ANA.email).tokenHash);
      expect((await use(lastMail(NEW_EMAIL).tokenHash)).data.session?.user.email).toBe(NEW_EMAIL);
    },
  },
  {
    name: "a taken address can't be taken over",
    run: async ({ newClient }) => {
      await newClient().signUp(BO);
      const auth = newClient();
      await auth.signUp(ANA);
      expect((await auth.updateUser({ email: BO.email })).error).toMatchObject({ status: 422, code: "email_exists" });
      expect((await auth.getUser()).data.user?.email).toBe(ANA.email);
    },
  },
];
