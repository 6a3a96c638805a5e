import { expect } from "vitest";
import { ANA, BO, type Check } from "./contract-harness";

export const signInChecks: Check[] = [
  {
    name: "the right password signs in, and no other",
    run: async ({ newClient }) => {
      const { data } = await newClient().signUp(ANA);
      await newClient().signUp(BO);
      expect((await newClient().signInWithPassword(ANA)).data.user?.id).toBe(data.user?.id);
      for (const password of ["wrong", BO.password, ANA.password.slice(0, -1), `${ANA.password} `, "x".repeat(5000)]) {
        const auth = newClient();
        const refused = await auth.signInWithPassword({ ...ANA, password });
        expect(refused.error).toMatchObject({ name: "AuthApiError", status: 400, code: "invalid_credentials" });
        expect((await auth.getSession()).data.session).toBeNull();
      }
    },
  },
  {
    name: "an unknown address gets the answer of a wrong password",
    run: async ({ newClient }) => {
      await newClient().signUp(ANA);
      const known = await newClient().signInWithPassword({ ...ANA, password: "wrong" });
      const unknown = await newClient().signInWithPassword({ ...BO, password: "wrong" });
      expect({ ...unknown.error }).toEqual({ ...known.error });
    },
  },
  {
    name: "guessing comes to an end",
    run: async ({ newClient }) => {
      await newClient().signUp(ANA);
      for (let guess = 0; guess < 10; guess++) await newClient().signInWithPassword({ ...ANA, password: "wrong" });
      expect((await newClient().signInWithPassword(ANA)).error).toMatchObject({
        status: 429,
        code: "over_request_rate_limit",
      });
    },
  },
  {
    name: "a mailed code signs in once",
    run: async ({ newClient, lastMail }) => {
      const { data } = await newClient().signUp(ANA);
      const auth = newClient();
      expect((await auth.signInWithOtp({ email: ANA.email })).error).toBeNull();
      const use = { type: "email", email: ANA.email, token: lastMail(ANA.email).code } as const;
      expect((await auth.verifyOtp(use)).data.session?.user.id).toBe(data.user?.id);
      expect((await newClient().verifyOtp(use)).error).toMatchObject({ status: 403, code: "otp_expired" });
    },
  },
  {
    name: "a mailed link signs in once",
    run: async ({ newClient, lastMail }) => {
      const { data } = await newClient().signUp(ANA);
      await newClient().signInWithOtp({ email: ANA.email });
      const use = { type: "magiclink", token_hash: lastMail(ANA.email).tokenHash } as const;
      expect((await newClient().verifyOtp(use)).data.session?.user.id).toBe(data.user?.id);
      expect((await newClient().verifyOtp(use)).error).toMatchObject({ status: 403, code: "otp_expired" });
    },
  },
  {
    name: "a mailed code is worth nothing after five guesses, or when its time has passed",
    run: async ({ newClient, lastMail, advance }) => {
      await newClient().signUp(ANA);
      const codeFromMail = async () => {
        await newClient().signInWithOtp({ email: ANA.email });
        return lastMail(ANA.email).code;
      };
      const use = (token: string) => newClient().verifyOtp({ type: "email", email: ANA.email, token });
      const guessed = await codeFromMail();
      const wrong = guessed === "000000" ? "000001" : "000000";
      for (let guess = 0; guess < 5; guess++) expect((await use(wrong)).error?.code).toBe("otp_expired");
      expect((await use(guessed)).error?.code).toBe("otp_expired");
      const late = await codeFromMail();
      advance(61 * 60_000);
      expect((await use(late)).error?.code).toBe("otp_expired");
    },
  },
  {
    name: "a mailed code makes a user of a new address, unless it must not",
    run: async ({ newClient, lastMail, countMails }) => {
      const { error } = await newClient().signInWithOtp({ email: BO.email, options: { shouldCreateUser: false } });
      expect(error).toMatchObject({ status: 422, code: "otp_disabled" });
      expect(countMails(BO.email)).toBe(0);
      await newClient().signInWithOtp({ email: ANA.email });
      const { code } = lastMail(ANA.email);
      const { data } = await newClient().verifyOtp({ type: "email", email: ANA.email, token: code });
      expect(data.user).toMatchObject({ email: ANA.email, email_confirmed_at: expect.any(String) });
    },
  },
  {
    name: "a mailbox is not flooded",
    run: async ({ newClient, countMails }) => {
      await newClient().signUp(ANA);
      for (let mail = 0; mail < 5; mail++)
        expect((await newClient().resetPasswordForEmail(ANA.email)).error).toBeNull();
      expect((await newClient().resetPasswordForEmail(ANA.email)).error).toMatchObject({
        status: 429,
        code: "over_email_send_rate_limit",
      });
      expect(countMails(ANA.email)).toBe(5);
    },
  },
  {
    name: "what is left off answers as a server that has it off",
    run: async ({ newClient }) => {
      const auth = newClient();
      const phone = "+15555550100";
      expect((await auth.signInAnonymously()).error?.code).toBe("anonymous_provider_disabled");
      expect((await auth.signInWithPassword({ phone, password: "x" })).error?.code).toBe("phone_provider_disabled");
      expect((await auth.signUp({ phone, password: ANA.password })).error?.code).toBe("phone_provider_disabled");
      expect((await auth.signInWithOtp({ phone })).error?.code).toBe("phone_provider_disabled");
      expect((await auth.signInWithIdToken({ provider: "google", token: "x" })).error?.code).toBe("provider_disabled");
      expect((await auth.signInWithSSO({ domain: "shop.example" })).error?.code).toBe("saml_provider_disabled");
      await auth.signUp(ANA);
      expect((await auth.mfa.enroll({ factorType: "totp" })).error?.code).toBe("mfa_totp_enroll_not_enabled");
    },
  },
];
