import { decodeJwt, decodeProtectedHeader, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { expect } from "vitest";
import { ANA, type Check, type ContractWorld } from "./contract-harness";

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The key set, as everybody may fetch it. */
async function publishedKeys({ send }: ContractWorld): Promise<JWK[]> {
  return ((await (await send("/.well-known/jwks.json")).json()) as { keys: JWK[] }).keys;
}

/** Tokens that say what a genuine one says, or more, without the server's signature. */
async function forgeries(world: ContractWorld, genuine: string): Promise<Record<string, string>> {
  const [header = "", payload = "", signature = ""] = genuine.split(".");
  const claims = decodeJwt(genuine);
  const [published] = await publishedKeys(world);
  const ours = decodeProtectedHeader(genuine) as { alg: string; kid: string };
  const { privateKey } = await generateKeyPair("ES256");
  // Whoever takes the algorithm from the header would take the public key for a shared secret.
  const publicBytes = new Uint8Array(await crypto.subtle.exportKey("spki", (await importJWK(published!)) as CryptoKey));
  const later = { ...claims, exp: claims.exp! + 3600 };
  return {
    "another payload": `${header}.${encode(later)}.${signature}`,
    "another user": `${header}.${encode({ ...claims, sub: crypto.randomUUID() })}.${signature}`,
    "no signature": `${header}.${payload}.`,
    "no algorithm": `${encode({ ...ours, alg: "none" })}.${payload}.`,
    "a stranger's key": await new SignJWT(claims).setProtectedHeader(ours).sign(privateKey),
    "the public key as a secret": await new SignJWT(claims)
      .setProtectedHeader({ ...ours, alg: "HS256" })
      .sign(publicBytes),
  };
}

export const accessTokenChecks: Check[] = [
  {
    name: "a token can be checked by everybody against the published key",
    run: async (world) => {
      const auth = world.newClient();
      const { data } = await auth.signUp(ANA);
      const { data: verified, error } = await auth.getClaims();
      expect(error).toBeNull();
      expect(verified?.header.alg).toBe("ES256");
      const { claims } = verified!;
      expect(claims).toMatchObject({ sub: data.user?.id, email: ANA.email, role: "authenticated", aal: "aal1" });
      expect(claims.exp - claims.iat).toBe(900);
      const members = (await publishedKeys(world)).flatMap((jwk) => Object.keys(jwk));
      expect(members).not.toContain("d");
    },
  },
  {
    name: "a token that this server did not sign is refused",
    run: async (world) => {
      const { data } = await world.newClient().signUp(ANA);
      for (const [kind, token] of Object.entries(await forgeries(world, data.session!.access_token)))
        expect((await world.newClient().getUser(token)).error, kind).toMatchObject({ status: 403, code: "bad_jwt" });
    },
  },
  {
    name: "nobody makes themselves an administrator by writing so into a token",
    run: async ({ newClient }) => {
      const { data } = await newClient().signUp(ANA);
      const [header, , signature] = data.session!.access_token.split(".");
      const claims = { ...decodeJwt(data.session!.access_token), role: "service_role" };
      const { admin } = newClient({ key: `${header}.${encode(claims)}.${signature}` });
      expect((await admin.listUsers()).error).toMatchObject({ status: 403, code: "bad_jwt" });
    },
  },
  {
    name: "a token counts for a quarter of an hour",
    run: async ({ newClient, advance }) => {
      const { data } = await newClient().signUp(ANA);
      const ask = () => newClient().getUser(data.session!.access_token);
      advance(14 * 60_000);
      expect((await ask()).error).toBeNull();
      advance(2 * 60_000);
      expect((await ask()).error).toMatchObject({ status: 403, code: "bad_jwt" });
    },
  },
  {
    name: "without a token there is nobody",
    run: async ({ send }) => {
      for (const path of ["/user", "/admin/users"]) {
        const answer = await send(path, { headers: { "x-supabase-api-version": "2024-01-01" } });
        expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([401, "no_authorization"]);
      }
    },
  },
];
