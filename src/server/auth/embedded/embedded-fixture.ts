import type { Database } from "@/server/db/client";
import { silentLogger } from "@/server/logger";
import type { Mail, OutgoingMail } from "@/server/mail/mail";
import { createEmbeddedAuth, type EmbeddedAuthOptions } from "./embedded-auth";

export const ISSUER = "http://auth.test/auth/v1";
export const PASSWORD = "tangerine lamp at dawn";

interface CallOptions {
  bearer?: string;
  headers?: Record<string, string>;
  address?: string;
}

export interface WireSession {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  expires_at: number;
  token_type: string;
  user: { id: string; email: string; identities: unknown[] } & Record<string, unknown>;
}

export interface WireAnswer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface WireError {
  code: string;
  message: string;
  weak_password?: { reasons: string[] };
}

/** An embedded auth server with a clock that tests move, spoken to as over the wire. */
export function anEmbeddedAuth(db: Database, options: Partial<EmbeddedAuthOptions> = {}) {
  const clock = { now: new Date("2026-03-01T12:00:00Z") };
  const mails: OutgoingMail[] = [];
  const auth = createEmbeddedAuth({
    db,
    now: () => clock.now,
    logger: silentLogger(),
    options: {
      issuer: ISSUER,
      isSignUpOpen: true,
      mailer: { send: async (_tx, mail) => void mails.push(mail) },
      ...options,
    },
  });

  async function call<Body = WireError>(
    method: string,
    path: string,
    body?: unknown,
    { bearer, headers, address = "198.51.100.7" }: CallOptions = {},
  ): Promise<WireAnswer<Body>> {
    const request = new Request(`http://auth.test/auth/v1${path}`, {
      method,
      headers: {
        "x-supabase-api-version": "2024-01-01",
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...headers,
      },
      body: body === undefined || typeof body === "string" ? (body ?? null) : JSON.stringify(body),
    });
    const response = await auth.handle(request, { clientAddress: address });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : null) as Body };
  }

  return {
    auth,
    call,
    advance: (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms);
    },
    now: () => clock.now,
    /** Everything that was put on its way, in this order. */
    mails,
    lastMail: (to: string) => readMail(mails.findLast((mail) => mail.to === to)?.mail),
    verify: (body: object, options?: CallOptions) => call<WireSession & WireError>("POST", "/verify", body, options),
    putUser: (bearer: string, body: object) => call<WireSession["user"] & WireError>("PUT", "/user", body, { bearer }),
    signUp: (email: string, password = PASSWORD, more: object = {}) =>
      call<WireSession & WireError>("POST", "/signup", { email, password, ...more }),
    signIn: (email: string, password = PASSWORD, options?: CallOptions) =>
      call<WireSession & WireError>("POST", "/token?grant_type=password", { email, password }, options),
    refresh: (refreshToken: string) =>
      call<WireSession & WireError>("POST", "/token?grant_type=refresh_token", { refresh_token: refreshToken }),
    user: (bearer: string) => call<{ id: string; email: string } & WireError>("GET", "/user", undefined, { bearer }),
    logout: (bearer: string, scope?: string) =>
      call("POST", `/logout${scope ? `?scope=${scope}` : ""}`, undefined, { bearer }),
  };
}

/** What a person finds in a mail. */
export function readMail(mail: Mail | undefined) {
  if (!mail) throw new Error("No such mail went out.");
  const query = new URLSearchParams("path" in mail ? mail.path.split("?")[1] : "");
  return {
    template: mail.template,
    tokenHash: query.get("token_hash") ?? "",
    type: query.get("type") ?? "",
    code: "code" in mail ? mail.code : "",
  };
}

export type EmbeddedAuthFixture = ReturnType<typeof anEmbeddedAuth>;
