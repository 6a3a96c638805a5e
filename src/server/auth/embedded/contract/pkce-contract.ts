import { expect } from "vitest";
import { ANA, BO, type Check, type ContractWorld, SITE } from "./contract-harness";

/** What the browser brings back after the mail's link. */
async function codeFromMail({ send, lastMail }: ContractWorld, to = ANA.email): Promise<string> {
  const { type, tokenHash } = lastMail(to);
  expect(tokenHash).toMatch(/^pkce_/);
  const query = new URLSearchParams({ token: tokenHash, type, redirect_to: `${SITE}/welcome` });
  const location = new URL((await send(`/verify?${query}`)).headers.get("location") ?? "");
  expect(location.origin + location.pathname).toBe(`${SITE}/welcome`);
  // Nothing that opens a session may pass through the address bar.
  expect(location.hash).toBe("");
  return location.searchParams.get("code") ?? "";
}

const BY_MAIL = { isAutoConfirmed: false };

export const pkceChecks: Check[] = [
  {
    name: "signing up ends in the browser where it began",
    options: BY_MAIL,
    run: async (world) => {
      const auth = world.newClient({ flowType: "pkce" });
      const { data } = await auth.signUp(ANA);
      const exchanged = await auth.exchangeCodeForSession(await codeFromMail(world));
      expect(exchanged.error).toBeNull();
      expect(exchanged.data.session?.user.id).toBe(data.user?.id);
      expect((await auth.getUser()).data.user?.email_confirmed_at).toEqual(expect.any(String));
    },
  },
  {
    name: "recovery and one-time sign-in end in the browser where they began",
    run: async (world) => {
      await world.newClient().signUp(ANA);
      const auth = world.newClient({ flowType: "pkce" });
      await auth.resetPasswordForEmail(ANA.email);
      expect((await auth.exchangeCodeForSession(await codeFromMail(world))).data.user?.email).toBe(ANA.email);
      await auth.signInWithOtp({ email: ANA.email });
      expect((await auth.exchangeCodeForSession(await codeFromMail(world))).data.user?.email).toBe(ANA.email);
    },
  },
  {
    name: "a code is worth nothing to another browser, and nothing after one try",
    options: BY_MAIL,
    run: async (world) => {
      const [ana, bo] = [world.newClient({ flowType: "pkce" }), world.newClient({ flowType: "pkce" })];
      await ana.signUp(ANA);
      await bo.signUp(BO);
      const code = await codeFromMail(world);
      expect((await bo.exchangeCodeForSession(code)).error).toMatchObject({ status: 400, code: "bad_code_verifier" });
      expect((await ana.exchangeCodeForSession(code)).error).toMatchObject({
        status: 404,
        code: "flow_state_not_found",
      });
      expect((await ana.getSession()).data.session).toBeNull();
    },
  },
  {
    name: "a code is good once",
    options: BY_MAIL,
    run: async (world) => {
      const auth = world.newClient({ flowType: "pkce" });
      await auth.signUp(ANA);
      const code = await codeFromMail(world);
      expect((await auth.exchangeCodeForSession(code)).error).toBeNull();
      const again = await world.send("/token?grant_type=pkce", {
        method: "POST",
        headers: { "x-supabase-api-version": "2024-01-01" },
        body: JSON.stringify({ auth_code: code, code_verifier: "x".repeat(43) }),
      });
      expect([again.status, await again.json()]).toMatchObject([404, { code: "flow_state_not_found" }]);
    },
  },
  {
    name: "a code waits five minutes",
    options: BY_MAIL,
    run: async (world) => {
      const auth = world.newClient({ flowType: "pkce" });
      await auth.signUp(ANA);
      const code = await codeFromMail(world);
      world.advance(301_000);
      expect((await auth.exchangeCodeForSession(code)).error).toMatchObject({
        status: 422,
        code: "flow_state_expired",
      });
    },
  },
];
