import { expect } from "vitest";
import { ANA, type AuthClient, type Check, type ContractWorld } from "./contract-harness";

/** Longer than several tabs may take to refresh at once. */
const REUSE_INTERVAL_MS = 11_000;

/** Three devices of one person. */
async function signInThrice({ newClient }: ContractWorld) {
  const devices = [newClient(), newClient(), newClient()] as const;
  await devices[0].signUp(ANA);
  for (const device of devices.slice(1)) await device.signInWithPassword(ANA);
  const sessions = await Promise.all(devices.map(async (device) => (await device.getSession()).data.session!));
  return { devices, sessions };
}

/** What the server itself says about sessions, by each of their two tokens. */
async function areAlive({ newClient }: ContractWorld, sessions: { access_token: string; refresh_token: string }[]) {
  const alive: boolean[] = [];
  for (const { access_token, refresh_token } of sessions) {
    const asked = await newClient().getUser(access_token);
    const refreshed = await newClient().refreshSession({ refresh_token });
    if (asked.error) {
      expect(asked.error.name).toBe("AuthSessionMissingError");
      expect(refreshed.error?.code).toBe("refresh_token_not_found");
    } else expect(refreshed.error).toBeNull();
    alive.push(!asked.error);
  }
  return alive;
}

/** @param expected which of the three sessions go on; it is the first that signs out */
const signingOut = (scope: "global" | "local" | "others", ends: string, expected: boolean[]): Check => ({
  name: `signing out with scope ${scope} ends ${ends}`,
  run: async (world) => {
    const { devices, sessions } = await signInThrice(world);
    expect((await devices[0].signOut({ scope })).error).toBeNull();
    expect(await areAlive(world, sessions)).toEqual(expected);
  },
});

const refreshTokenOf = async (auth: AuthClient) => (await auth.getSession()).data.session!.refresh_token;

export const sessionChecks: Check[] = [
  signingOut("global", "every session", [false, false, false]),
  signingOut("local", "this session alone", [false, true, true]),
  signingOut("others", "every other session", [true, false, false]),
  {
    name: "signing out ends all sessions where no scope is named, and the client forgets its own",
    run: async (world) => {
      const { devices, sessions } = await signInThrice(world);
      await devices[0].signOut();
      expect((await devices[0].getSession()).data.session).toBeNull();
      expect(await areAlive(world, sessions)).toEqual([false, false, false]);
      // The others learn of it when they next ask.
      expect((await devices[1].getUser()).error?.name).toBe("AuthSessionMissingError");
      expect((await devices[1].getSession()).data.session).toBeNull();
    },
  },
  {
    name: "each refresh replaces the token, and the new one is good",
    run: async ({ newClient }) => {
      const auth = newClient();
      await auth.signUp(ANA);
      const seen = new Set([await refreshTokenOf(auth)]);
      for (let round = 0; round < 3; round++) {
        const { data, error } = await auth.refreshSession();
        expect(error).toBeNull();
        expect(data.user?.email).toBe(ANA.email);
        seen.add(data.session!.refresh_token);
        expect((await newClient().getUser(data.session!.access_token)).error).toBeNull();
      }
      expect(seen.size).toBe(4);
    },
  },
  {
    name: "the token before the current one gets the current one: an answer may be lost on its way",
    run: async ({ newClient, advance }) => {
      const auth = newClient();
      await auth.signUp(ANA);
      const before = await refreshTokenOf(auth);
      const current = (await auth.refreshSession()).data.session?.refresh_token;
      advance(REUSE_INTERVAL_MS);
      const again = await newClient().refreshSession({ refresh_token: before });
      expect(again.data.session?.refresh_token).toBe(current);
    },
  },
  {
    name: "a copied token that comes back late ends the session",
    run: async ({ newClient, advance }) => {
      const auth = newClient();
      await auth.signUp(ANA);
      const copied = await refreshTokenOf(auth);
      for (let round = 0; round < 2; round++) {
        advance(REUSE_INTERVAL_MS);
        await auth.refreshSession();
      }
      advance(REUSE_INTERVAL_MS);
      const current = (await auth.getSession()).data.session!;
      const thief = await newClient().refreshSession({ refresh_token: copied });
      expect(thief.error).toMatchObject({ status: 400, code: "refresh_token_already_used" });
      const owner = await newClient().refreshSession({ refresh_token: current.refresh_token });
      expect(owner.error?.code).toBe("refresh_token_not_found");
      expect((await newClient().getUser(current.access_token)).error?.name).toBe("AuthSessionMissingError");
    },
  },
  {
    name: "made-up refresh tokens are refused",
    run: async ({ newClient }) => {
      const auth = newClient();
      await auth.signUp(ANA);
      const genuine = await refreshTokenOf(auth);
      const changed = genuine.replace(/.$/, (last) => (last === "A" ? "Q" : "A"));
      for (const refresh_token of ["made up", changed, `${genuine}=`])
        expect((await newClient().refreshSession({ refresh_token })).error).toMatchObject({
          status: 400,
          code: "refresh_token_not_found",
        });
      expect((await auth.refreshSession()).error).toBeNull();
    },
  },
  {
    name: "a session works on another device it is handed to, and ends there when it is ended here",
    run: async ({ newClient }) => {
      const [here, there] = [newClient(), newClient()];
      const { data } = await here.signUp(ANA);
      const { access_token, refresh_token } = data.session!;
      expect((await there.setSession({ access_token, refresh_token })).error).toBeNull();
      expect((await there.getUser()).data.user?.email).toBe(ANA.email);
      await here.signOut({ scope: "local" });
      expect((await there.getUser()).error?.name).toBe("AuthSessionMissingError");
      expect((await there.getSession()).data.session).toBeNull();
    },
  },
  {
    name: "a session that nobody used for two months has ended",
    run: async ({ newClient, advance }) => {
      const auth = newClient();
      await auth.signUp(ANA);
      advance(61 * 24 * 3_600_000);
      const late = await newClient().refreshSession({ refresh_token: await refreshTokenOf(auth) });
      expect(late.error).toMatchObject({ status: 400, code: "session_expired" });
    },
  },
];
