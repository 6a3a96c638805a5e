import { expect } from "vitest";
import { ANA, BO, type Check } from "./contract-harness";

const BY_MAIL = { isAutoConfirmed: false };

export const signUpChecks: Check[] = [
  {
    name: "signing up opens a session at once where addresses need no confirmation",
    run: async ({ newClient }) => {
      const auth = newClient();
      const { data, error } = await auth.signUp({ ...ANA, options: { data: { name: "Ana" } } });
      expect(error).toBeNull();
      expect(data.user).toMatchObject({ email: ANA.email, user_metadata: { name: "Ana" }, is_anonymous: false });
      expect((await auth.getUser()).data.user?.id).toBe(data.user?.id);
    },
  },
  {
    name: "a new address has to be confirmed by the link of its mail first",
    options: BY_MAIL,
    run: async ({ newClient, lastMail }) => {
      const auth = newClient();
      const { data } = await auth.signUp(ANA);
      expect(data).toMatchObject({ session: null, user: { email: ANA.email } });
      expect((await auth.signInWithPassword(ANA)).error?.code).toBe("email_not_confirmed");
      const { type, tokenHash } = lastMail(ANA.email);
      expect(type).toBe("signup");
      const confirmed = await auth.verifyOtp({ type: "signup", token_hash: tokenHash });
      expect(confirmed.data.user).toMatchObject({ id: data.user?.id, email_confirmed_at: expect.any(String) });
      expect((await newClient().signInWithPassword(ANA)).error).toBeNull();
    },
  },
  {
    name: "a new address can be confirmed by the digits of its mail",
    options: BY_MAIL,
    run: async ({ newClient, lastMail }) => {
      const auth = newClient();
      await auth.signUp(ANA);
      const { code } = lastMail(ANA.email);
      expect((await auth.verifyOtp({ type: "signup", email: BO.email, token: code })).error?.code).toBe("otp_expired");
      const { data } = await auth.verifyOtp({ type: "signup", email: ANA.email, token: code });
      expect(data.session?.user.email).toBe(ANA.email);
    },
  },
  {
    name: "a lost confirmation is sent again, and the first one stops working",
    options: BY_MAIL,
    run: async ({ newClient, lastMail, countMails }) => {
      const auth = newClient();
      await auth.signUp(ANA);
      const lost = lastMail(ANA.email);
      expect((await auth.resend({ type: "signup", email: ANA.email })).error).toBeNull();
      expect(countMails(ANA.email)).toBe(2);
      const use = (tokenHash: string) => auth.verifyOtp({ type: "signup", token_hash: tokenHash });
      expect((await use(lost.tokenHash)).error?.code).toBe("otp_expired");
      expect((await use(lastMail(ANA.email).tokenHash)).error).toBeNull();
      // Nothing is left to confirm, which only the mailbox gets to know.
      expect((await auth.resend({ type: "signup", email: ANA.email })).error).toBeNull();
      expect(countMails(ANA.email)).toBe(2);
    },
  },
  {
    name: "a taken address is refused",
    run: async ({ newClient }) => {
      await newClient().signUp(ANA);
      const { data, error } = await newClient().signUp({ ...ANA, password: BO.password });
      expect(error).toMatchObject({ name: "AuthApiError", status: 422, code: "user_already_exists" });
      expect(data.session).toBeNull();
      expect((await newClient().signInWithPassword(ANA)).error).toBeNull();
    },
  },
  {
    name: "who has a user here stays hidden where addresses are confirmed",
    options: BY_MAIL,
    run: async ({ newClient, lastMail, countMails }) => {
      await newClient().signUp(ANA);
      await newClient().verifyOtp({ type: "signup", token_hash: lastMail(ANA.email).tokenHash });
      const [taken, free] = [await newClient().signUp(ANA), await newClient().signUp(BO)];
      expect(taken.error).toBeNull();
      expect(Object.keys(taken.data.user!).sort()).toEqual(Object.keys(free.data.user!).sort());
      expect(taken.data).toMatchObject({ session: null, user: { email: ANA.email, identities: [] } });
      expect(countMails(ANA.email)).toBe(1);
    },
  },
  {
    name: "passwords that are too short or too common are refused",
    run: async ({ newClient }) => {
      const signUp = (password: string) => newClient().signUp({ email: BO.email, password });
      expect((await signUp("short")).error).toMatchObject({
        name: "AuthWeakPasswordError",
        status: 422,
        code: "weak_password",
        reasons: ["length"],
      });
      expect((await signUp("password1")).error).toMatchObject({ name: "AuthWeakPasswordError", reasons: ["pwned"] });
      expect((await signUp("x".repeat(73))).error?.code).toBe("validation_failed");
    },
  },
  {
    name: "nobody signs up where that is closed",
    options: { isSignUpOpen: false, allowAnonymous: true },
    run: async ({ newClient, countMails }) => {
      const auth = newClient();
      expect((await auth.signUp(ANA)).error).toMatchObject({ status: 422, code: "signup_disabled" });
      expect((await auth.signInAnonymously()).error?.code).toBe("signup_disabled");
      await auth.signInWithOtp({ email: ANA.email });
      expect(countMails(ANA.email)).toBe(0);
    },
  },
  {
    name: "people without an address are let in where that is allowed, and may name one later",
    options: { allowAnonymous: true },
    run: async ({ newClient }) => {
      const auth = newClient();
      const { data } = await auth.signInAnonymously({ options: { data: { name: "Ana" } } });
      expect(data.user).toMatchObject({ is_anonymous: true, user_metadata: { name: "Ana" } });
      const named = await auth.updateUser(ANA);
      expect(named.data.user).toMatchObject({ id: data.user?.id, is_anonymous: false, email: ANA.email });
      expect((await newClient().signInWithPassword(ANA)).data.user?.id).toBe(data.user?.id);
    },
  },
];
