import { expect } from "vitest";
import { ANA, type AuthClient, BO, type Check, SITE } from "./contract-harness";

type LinkAsk = Parameters<AuthClient["admin"]["generateLink"]>[0];

const link = (ask: LinkAsk, verifyAs: "signup" | "invite" | "magiclink" | "recovery"): Check => ({
  name: `an administrator's ${ask.type} link opens a session, once and without a mail`,
  run: async ({ newClient, newAdmin, send, countMails }) => {
    const admin = await newAdmin();
    if (ask.type === "recovery" || ask.type === "magiclink") await admin.createUser({ ...ANA, email_confirm: true });
    const { data, error } = await admin.generateLink(ask);
    expect(error).toBeNull();
    const { hashed_token, email_otp, action_link, verification_type } = data.properties!;
    expect(verification_type).toBe(ask.type);
    expect(email_otp).toMatch(/^\d{6}$/);
    const opened = await newClient().verifyOtp({ type: verifyAs, token_hash: hashed_token });
    expect(opened.data.session?.user.id).toBe(data.user?.id);
    const { pathname, search } = new URL(action_link);
    const followed = await send(pathname.replace("/auth/v1", "") + search);
    expect(followed.headers.get("location")).toMatch(
      new RegExp(`^${SITE}/#error=access_denied&error_code=otp_expired`),
    );
    expect(countMails(ANA.email)).toBe(0);
  },
});

export const adminLinkChecks: Check[] = [
  link({ type: "signup", ...ANA }, "signup"),
  link({ type: "invite", email: ANA.email }, "invite"),
  link({ type: "magiclink", email: ANA.email }, "magiclink"),
  link({ type: "recovery", email: ANA.email }, "recovery"),
  {
    name: "an administrator's links for another address need both mailboxes",
    run: async ({ newClient, newAdmin }) => {
      const admin = await newAdmin();
      const { data } = await newClient().signUp(ANA);
      const hashOf = async (type: "email_change_current" | "email_change_new") =>
        (await admin.generateLink({ type, email: ANA.email, newEmail: BO.email })).data.properties!.hashed_token;
      const tokens = [await hashOf("email_change_current"), await hashOf("email_change_new")];
      const use = (token_hash: string) => newClient().verifyOtp({ type: "email_change", token_hash });
      expect((await use(tokens[0]!)).data.session).toBeNull();
      expect((await use(tokens[1]!)).data.session?.user).toMatchObject({ id: data.user?.id, email: BO.email });
    },
  },
];
