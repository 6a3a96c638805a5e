import { AUTH_PATH, type EmbeddedAuth } from "./embedded/embedded-auth";

/** How the Supabase client reaches its auth server: the same client and the same calls, over the network or in here. */
export interface AuthTransport {
  readonly url: string;
  readonly anonKey: string;
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** The signature algorithms its tokens may have. */
  readonly algorithms: readonly string[];
  /** The fetch for requests made on behalf of somebody at this address. */
  fetchFor(clientAddress: string | null): typeof fetch;
  /** The key of the administrator's endpoints; null where none is at hand. It must never leave the server. */
  readonly adminKey: (() => Promise<string>) | null;
  /** Ends a session by its id alone, where the server can do that. Ours counts no more either way: see session-mirror.ts. */
  readonly endSession: ((sessionId: string) => Promise<void>) | null;
  /** What the server wants done now and then. */
  readonly tidy: (() => Promise<void>) | null;
}

/** Only a name: requests to it never leave the process. */
const EMBEDDED_URL = "http://auth.parley.internal";
export const EMBEDDED_ISSUER = EMBEDDED_URL + AUTH_PATH;

const NETWORK_TIMEOUT_MS = 10_000;

/** @param auth made with `issuer: EMBEDDED_ISSUER` */
export function embeddedTransport(auth: EmbeddedAuth): AuthTransport {
  return {
    url: EMBEDDED_URL,
    // The endpoint has no use for it, and the client insists on one.
    anonKey: "embedded",
    issuer: auth.issuer,
    algorithms: ["ES256"],
    fetchFor: (clientAddress) => (input, init) => auth.handle(new Request(input, init), { clientAddress }),
    adminKey: () => auth.adminToken(),
    endSession: (sessionId) => auth.endSession(sessionId),
    tidy: () => auth.tidy(),
  };
}

export interface SupabaseProject {
  url: string;
  anonKey: string;
  /** Differs from the address only where a custom domain stands in front of the project. */
  issuer?: string | undefined;
  serviceRoleKey?: string | undefined;
}

export function hostedTransport(project: SupabaseProject): AuthTransport {
  const url = project.url.replace(/\/+$/, "");
  const { serviceRoleKey } = project;
  return {
    url,
    anonKey: project.anonKey,
    issuer: project.issuer ?? url + AUTH_PATH,
    // HS256 is what older projects sign with. The client then asks the server about each token instead of its key set.
    algorithms: ["ES256", "RS256", "HS256"],
    fetchFor: () => (input, init) =>
      fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(NETWORK_TIMEOUT_MS) }),
    adminKey: serviceRoleKey === undefined ? null : async () => serviceRoleKey,
    endSession: null,
    tidy: null,
  };
}
