import { expect } from "vitest";
import { ANA, BO, type Check, type ContractWorld, SITE } from "./contract-harness";

const NEW_PASSWORD = "lighthouse keeper's supper";

const follow = async ({ send }: ContractWorld, query: Record<string, string>) =>
  (await send(`/verify?${new URLSearchParams(query)}`)).headers.get("location") ?? "";

async function recoveryLink({ newClient, lastMail }: ContractWorld) {
  await newClient().resetPasswordForEmail(ANA.email, { redirectTo: `${SITE}/welcome` });
  const { type, tokenHash } = lastMail(ANA.email);
  expect(type).toBe("recovery");
  return tokenHash;
}

export const recoveryChecks: Check[] = [
  {
    name: "a forgotten password is replaced by way of the mailbox",
    run: async (world) => {
      const { newClient } = world;
      const { data } = await newClient().signUp(ANA);
      const auth = newClient();
      const opened = await auth.verifyOtp({ type: "recovery", token_hash: await recoveryLink(world) });
      expect(opened.data.session?.user.id).toBe(data.user?.id);
      expect((await auth.updateUser({ password: NEW_PASSWORD })).error).toBeNull();
      expect((await newClient().signInWithPassword(ANA)).error?.code).toBe("invalid_credentials");
      expect((await newClient().signInWithPassword({ ...ANA, password: NEW_PASSWORD })).error).toBeNull();
    },
  },
  {
    name: "a recovery link is good once, by whichever way it is used",
    run: async (world) => {
      await world.newClient().signUp(ANA);
      const post = (token_hash: string) => world.newClient().verifyOtp({ type: "recovery", token_hash });
      const get = (token: string) => follow(world, { token, type: "recovery" });
      const first = await recoveryLink(world);
      expect((await post(first)).error).toBeNull();
      expect((await post(first)).error).toMatchObject({ status: 403, code: "otp_expired" });
      expect(await get(first)).toContain("error_code=otp_expired");
      const second = await recoveryLink(world);
      expect(await get(second)).toContain("access_token=");
      expect(await get(second)).toContain("error_code=otp_expired");
    },
  },
  {
    name: "of many who use a link at once, one gets in",
    run: async (world) => {
      await world.newClient().signUp(ANA);
      const token_hash = await recoveryLink(world);
      const tries = Array.from({ length: 5 }, () => world.newClient().verifyOtp({ type: "recovery", token_hash }));
      expect((await Promise.all(tries)).filter(({ data }) => data.session)).toHaveLength(1);
    },
  },
  {
    name: "a recovery link stops working after an hour, when a newer one is sent, and for other purposes",
    run: async (world) => {
      const { newClient, advance } = world;
      await newClient().signUp(ANA);
      const codeOf = async (token_hash: string, type: "recovery" | "invite" = "recovery") =>
        (await newClient().verifyOtp({ type, token_hash })).error?.code;
      const replaced = await recoveryLink(world);
      const other = await recoveryLink(world);
      expect(await codeOf(replaced)).toBe("otp_expired");
      expect(await codeOf(other, "invite")).toBe("otp_expired");
      expect(await codeOf("made up")).toBe("otp_expired");
      advance(61 * 60_000);
      expect(await codeOf(other)).toBe("otp_expired");
    },
  },
  {
    name: "asking for an unknown address answers the same, and no mail goes out",
    run: async ({ newClient, countMails }) => {
      await newClient().signUp(ANA);
      const known = await newClient().resetPasswordForEmail(ANA.email);
      expect(await newClient().resetPasswordForEmail(BO.email)).toEqual(known);
      expect([countMails(ANA.email), countMails(BO.email)]).toEqual([1, 0]);
    },
  },
  {
    name: "a link leads back to our own sites only",
    options: { redirectAllowList: ["https://app.shop.example"] },
    run: async (world) => {
      await world.newClient().signUp(ANA);
      const admin = await world.newAdmin();
      for (const [asked, led] of [
        [`${SITE}/welcome`, `${SITE}/welcome`],
        ["https://app.shop.example/a", "https://app.shop.example/a"],
        ["https://evil.example/", SITE],
        ["https://shop.example.evil.example/", SITE],
        ["https://shop.example@evil.example/", SITE],
        ["//evil.example/", SITE],
        ["http://shop.example/", SITE],
        ["javascript:alert(1)", SITE],
      ] as const) {
        const followed = new URL(await follow(world, { token: "used up", type: "recovery", redirect_to: asked }));
        expect(followed.origin + followed.pathname, asked).toBe(new URL(led).href);
        const { data } = await admin.generateLink({
          type: "recovery",
          email: ANA.email,
          options: { redirectTo: asked },
        });
        expect(data.properties?.redirect_to, asked).toBe(led);
      }
    },
  },
];
