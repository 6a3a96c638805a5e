import { createClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { silentLogger } from "@/server/logger";
import { openTestDatabase, truncateAll } from "@/test/database";
import { createEmbeddedAuth } from "./embedded-auth";

const URL = "http://auth.test";
const ANA = { email: "ana@shop.example", password: "tangerine lamp at dawn" };

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let newClient: () => ReturnType<typeof createClient>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  const auth = createEmbeddedAuth({
    db: database.db,
    now: () => new Date(),
    logger: silentLogger(),
    options: { issuer: `${URL}/auth/v1`, isSignUpOpen: true },
  });
  let count = 0;
  newClient = () =>
    createClient(URL, "anon", {
      global: { fetch: (input, init) => auth.handle(new Request(input, init)) },
      // Clients with one storage key share a cache of keys, and would hear of each other's sign-outs.
      auth: { autoRefreshToken: false, persistSession: false, storageKey: `client-${count++}` },
    });
});

test("the official client goes the whole way", async () => {
  const { auth } = newClient();
  const signedUp = await auth.signUp({ ...ANA, options: { data: { name: "Ana" } } });
  expect(signedUp.error).toBeNull();
  expect(signedUp.data.user).toMatchObject({ email: ANA.email, user_metadata: { name: "Ana" } });

  const { data: claims } = await auth.getClaims();
  expect(claims?.claims).toMatchObject({ sub: signedUp.data.user?.id, email: ANA.email, aal: "aal1" });
  expect(claims?.header.alg).toBe("ES256");

  const refreshed = await auth.refreshSession();
  expect(refreshed.error).toBeNull();
  expect(refreshed.data.session?.refresh_token).not.toBe(signedUp.data.session?.refresh_token);
  expect((await auth.getUser()).data.user?.id).toBe(signedUp.data.user?.id);

  expect((await auth.signOut()).error).toBeNull();
  expect((await auth.getUser()).error?.name).toBe("AuthSessionMissingError");
  expect((await auth.signInWithPassword(ANA)).data.user?.id).toBe(signedUp.data.user?.id);
});

test("a session handed to another client works there, and ends there when it is ended here", async () => {
  const [here, there] = [newClient().auth, newClient().auth];
  const { data } = await here.signUp(ANA);
  const { access_token, refresh_token } = data.session!;
  expect((await there.setSession({ access_token, refresh_token })).error).toBeNull();
  expect((await there.getUser()).data.user?.email).toBe(ANA.email);
  await here.signOut({ scope: "local" });
  expect((await there.getUser()).error?.name).toBe("AuthSessionMissingError");
  expect((await there.getSession()).data.session).toBeNull();
});

test("the client recognises each refusal by its code", async () => {
  const { auth } = newClient();
  await auth.signUp(ANA);
  const stranger = newClient().auth;
  expect((await stranger.signInWithPassword({ ...ANA, password: "wrong" })).error).toMatchObject({
    name: "AuthApiError",
    status: 400,
    code: "invalid_credentials",
  });
  expect((await stranger.signUp(ANA)).error).toMatchObject({ status: 422, code: "user_already_exists" });
  expect((await stranger.signUp({ email: "bo@shop.example", password: "short" })).error).toMatchObject({
    name: "AuthWeakPasswordError",
    reasons: ["length"],
  });
  expect((await stranger.refreshSession({ refresh_token: "made up" })).error?.code).toBe("refresh_token_not_found");
  expect((await stranger.signInAnonymously()).error?.code).toBe("anonymous_provider_disabled");
  expect((await stranger.signInWithPassword({ phone: "+100", password: "x" })).error?.code).toBe(
    "phone_provider_disabled",
  );
  expect((await stranger.verifyOtp({ type: "email", email: ANA.email, token: "123456" })).error?.code).toBe(
    "otp_expired",
  );
});

test("the admin interface is closed to a signed-in user", async () => {
  const { auth } = newClient();
  const { data } = await auth.signUp(ANA);
  const admin = createClient(URL, data.session!.access_token, {
    global: { fetch: (auth as unknown as { fetch: typeof fetch }).fetch },
    auth: { autoRefreshToken: false, persistSession: false, storageKey: "admin" },
  }).auth.admin;
  expect((await admin.listUsers()).error).toMatchObject({ status: 403, code: "not_admin" });
  expect((await admin.createUser({ email: "x@shop.example" })).error).toMatchObject({ status: 403, code: "not_admin" });
  expect((await admin.deleteUser(data.user!.id)).error).toMatchObject({ status: 403, code: "not_admin" });
  expect((await admin.inviteUserByEmail("x@shop.example")).error).toMatchObject({ status: 403, code: "not_admin" });
});
