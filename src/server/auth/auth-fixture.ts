import type { Database } from "@/server/db/client";
import { silentLogger } from "@/server/logger";
import type { Mailer, OutgoingMail } from "@/server/mail/mail";
import { createEmbeddedAuth, type EmbeddedAuthOptions } from "./embedded/embedded-auth";
import { type HttpPortOptions, headersCookies } from "./http";
import { createAuthService } from "./service";
import { type AuthTransport, EMBEDDED_ISSUER, embeddedTransport } from "./transport";

/** Something that keeps cookies between requests, as a browser does. */
export class CookieJar {
  readonly cookies = new Map<string, string>();
  /** Every Set-Cookie line it was ever sent. */
  readonly received: string[] = [];
  /** The headers of the last response. */
  lastResponse = new Headers();

  constructor(readonly options: HttpPortOptions = {}) {}

  /** Serves one request with the jar's cookies, and keeps what the response sets. */
  async request<Result>(serve: (http: ReturnType<typeof headersCookies>) => Promise<Result>): Promise<Result> {
    const request = new Headers({ cookie: this.header() });
    const response = new Headers();
    try {
      return await serve(headersCookies(request, response, this.options));
    } finally {
      this.lastResponse = response;
      for (const line of response.getSetCookie()) this.#keep(line);
    }
  }

  header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  copy(): CookieJar {
    const copy = new CookieJar(this.options);
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    return copy;
  }

  #keep(line: string): void {
    this.received.push(line);
    const [pair = "", ...attributes] = line.split("; ");
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    if (attributes.includes("Max-Age=0")) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** The auth service over an embedded auth server, both on the process's clock, which tests may fake. */
export function anAuthService(db: Database, options: Partial<EmbeddedAuthOptions> = {}) {
  const mails: OutgoingMail[] = [];
  const mailer: Mailer = { send: async (_tx, mail) => void mails.push(mail) };
  const auth = createEmbeddedAuth({
    db,
    now: () => new Date(),
    logger: silentLogger(),
    options: { issuer: EMBEDDED_ISSUER, isSignUpOpen: true, mailer, ...options },
  });
  const transport: AuthTransport = embeddedTransport(auth);
  const service = createAuthService({
    db,
    transport,
    mailer,
    logger: silentLogger(),
    now: () => new Date(),
    isSignUpOpen: options.isSignUpOpen ?? true,
  });
  return { auth, transport, service, mails };
}
