import { expect } from "vitest";
import { ANA, type AuthClient, BO, type Check } from "./contract-harness";

type Admin = AuthClient["admin"];

/** Everything that an administrator's program can ask. */
const everyCall = (admin: Admin, userId: string) => ({
  list: () => admin.listUsers(),
  create: () => admin.createUser(BO),
  get: () => admin.getUserById(userId),
  update: () => admin.updateUserById(userId, { password: "lighthouse keeper's supper" }),
  delete: () => admin.deleteUser(userId),
  invite: () => admin.inviteUserByEmail(BO.email),
  link: () => admin.generateLink({ type: "recovery", email: ANA.email }),
  factors: () => admin.mfa.listFactors({ userId }),
});

export const adminChecks: Check[] = [
  {
    name: "the administrators' interface is closed to everybody else",
    run: async ({ newClient, countMails }) => {
      const { data } = await newClient().signUp(ANA);
      for (const [key, code] of [
        [data.session!.access_token, "not_admin"],
        ["anon", "bad_jwt"],
      ] as const) {
        const calls = everyCall(newClient({ key }).admin, data.user!.id);
        for (const [name, call] of Object.entries(calls))
          expect((await call()).error, name).toMatchObject({ status: 403, code });
      }
      expect((await newClient().signInWithPassword(ANA)).data.user?.id).toBe(data.user?.id);
      expect(countMails(BO.email)).toBe(0);
    },
  },
  {
    name: "an invited person sets a password by way of the mail",
    run: async ({ newClient, newAdmin, lastMail }) => {
      const admin = await newAdmin();
      const { data } = await admin.inviteUserByEmail(ANA.email, { data: { team: "shop" } });
      expect(data.user).toMatchObject({
        email: ANA.email,
        invited_at: expect.any(String),
        user_metadata: { team: "shop" },
      });
      const auth = newClient();
      const use = { type: "invite", token_hash: lastMail(ANA.email).tokenHash } as const;
      expect((await auth.verifyOtp(use)).data.session?.user.id).toBe(data.user?.id);
      expect((await newClient().verifyOtp(use)).error?.code).toBe("otp_expired");
      expect((await auth.updateUser({ password: ANA.password })).error).toBeNull();
      expect((await newClient().signInWithPassword(ANA)).error).toBeNull();
      expect((await admin.inviteUserByEmail(ANA.email)).error).toMatchObject({ status: 422, code: "email_exists" });
    },
  },
  {
    name: "users are created, confirmed only when the administrator says so",
    run: async ({ newClient, newAdmin, countMails }) => {
      const admin = await newAdmin();
      const app_metadata = { plan: "large" };
      const { data } = await admin.createUser({
        ...ANA,
        email_confirm: true,
        app_metadata,
        user_metadata: { name: "Ana" },
      });
      expect(data.user).toMatchObject({ app_metadata, user_metadata: { name: "Ana" } });
      expect((await newClient().signInWithPassword(ANA)).data.user?.id).toBe(data.user?.id);
      await admin.createUser(BO);
      expect((await newClient().signInWithPassword(BO)).error?.code).toBe("email_not_confirmed");
      expect((await admin.createUser(BO)).error).toMatchObject({ status: 422, code: "email_exists" });
      expect(countMails(ANA.email)).toBe(0);
    },
  },
  {
    name: "users are listed by the page, the newest first",
    run: async ({ newAdmin, advance }) => {
      const admin = await newAdmin();
      const emails = ["a", "b", "c"].map((name) => `${name}@shop.example`);
      for (const email of emails) {
        await admin.createUser({ email });
        advance(1000);
      }
      const first = await admin.listUsers({ page: 1, perPage: 2 });
      expect(first.data).toMatchObject({ total: 3, nextPage: 2, lastPage: 2 });
      const second = await admin.listUsers({ page: 2, perPage: 2 });
      expect(second.data).toMatchObject({ total: 3, nextPage: null });
      expect([...first.data.users, ...second.data.users].map(({ email }) => email)).toEqual(emails.toReversed());
    },
  },
  {
    name: "a user can be changed, and another password ends their sessions",
    run: async ({ newClient, newAdmin }) => {
      const admin = await newAdmin();
      const auth = newClient();
      const { data } = await auth.signUp(ANA);
      const { id } = data.user!;
      const changed = await admin.updateUserById(id, { email: BO.email, app_metadata: { plan: "large" } });
      expect(changed.data.user).toMatchObject({ id, email: BO.email, app_metadata: { plan: "large" } });
      expect((await auth.getUser()).error).toBeNull();
      await admin.updateUserById(id, { password: BO.password });
      expect((await auth.getUser()).error?.name).toBe("AuthSessionMissingError");
      expect((await newClient().signInWithPassword(BO)).data.user?.id).toBe(id);
      const missing = await admin.getUserById(crypto.randomUUID());
      expect(missing.error).toMatchObject({ status: 404, code: "user_not_found" });
    },
  },
  {
    name: "a banned user is out, and in again when the ban is lifted",
    run: async ({ newClient, newAdmin, advance }) => {
      const admin = await newAdmin();
      const auth = newClient();
      const { data } = await auth.signUp(ANA);
      const { id } = data.user!;
      await admin.updateUserById(id, { ban_duration: "24h" });
      expect((await auth.getUser()).error).not.toBeNull();
      expect((await auth.refreshSession()).error).not.toBeNull();
      const refused = await newClient().signInWithPassword(ANA);
      expect(refused.error).toMatchObject({ status: 400, code: "user_banned" });
      const guess = await newClient().signInWithPassword({ ...ANA, password: "wrong" });
      expect(guess.error?.code).toBe("invalid_credentials");
      advance(25 * 3_600_000);
      expect((await newClient().signInWithPassword(ANA)).error).toBeNull();
      // The administrator's token of a day ago has expired.
      const later = await newAdmin();
      await later.updateUserById(id, { ban_duration: "1h" });
      await later.updateUserById(id, { ban_duration: "none" });
      expect((await newClient().signInWithPassword(ANA)).error).toBeNull();
    },
  },
  {
    name: "a deleted user is gone, for ever or for good as the administrator says",
    run: async ({ newClient, newAdmin }) => {
      const admin = await newAdmin();
      for (const isSoft of [false, true]) {
        const auth = newClient();
        const { data } = await auth.signUp(ANA);
        expect((await admin.deleteUser(data.user!.id, isSoft)).error).toBeNull();
        expect((await auth.getUser()).error).not.toBeNull();
        expect((await newClient().signInWithPassword(ANA)).error?.code).toBe("invalid_credentials");
        const found = await admin.getUserById(data.user!.id);
        if (isSoft) expect(found.data.user).toMatchObject({ deleted_at: expect.any(String), user_metadata: {} });
        else expect(found.error?.code).toBe("user_not_found");
      }
    },
  },
  {
    name: "an administrator ends a session by its token",
    run: async ({ newClient, newAdmin }) => {
      const { data } = await newClient().signUp(ANA);
      const { access_token } = data.session!;
      expect((await (await newAdmin()).signOut(access_token, "local")).error).toBeNull();
      expect((await newClient().getUser(access_token)).error?.name).toBe("AuthSessionMissingError");
    },
  },
];
