import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import type { TRPCError } from "@trpc/server";
import { mayReadNumbers } from "@/domain/access/phone-mask";
import { envSchema } from "@/env";
import { httpCookies } from "@/server/auth/http";
import { createListener } from "@/server/http/listener";
import { silentLogger } from "@/server/logger";
import type { Services } from "@/server/services";
import { PROCEDURES } from "./call";
import { ASKERS, readExpectations, refusalOf } from "./expectations";
import { personOf } from "./procedure-cases";
import { FOREIGN_MARK, type Person, type Tenant, type World } from "./world";

/** One request, and how it must end. */
export interface HttpCase {
  title: string;
  method?: "GET" | "POST";
  path: string;
  person: Person | null;
  headers?: Record<string, string>;
  body?: string;
  expectedStatus: number;
  hidden: string[];
}

const STATUS: Partial<Record<TRPCError["code"], number>> = { UNAUTHORIZED: 401, NOT_FOUND: 404, FORBIDDEN: 403 };
const JSON_BODY = { "content-type": "application/json" };

/** What stands beside the procedures: files, exports, pages, and requests that our own pages did not send. */
export function httpCases(world: World): HttpCase[] {
  return [...downloadCases(world), ...pageCases(world), ...foreignPageCases(world), ...developerCases(world)];
}

function downloadCases(world: World): HttpCase[] {
  const { ours, foreign, ended, forgotten } = world;
  const downloads = [
    {
      name: "GET /media/<account>/<file>",
      pathOf: (account: string, { mediaId }: Tenant) => `/media/${account}/${mediaId}`,
    },
    {
      name: "GET /documents/<account>/<document>",
      pathOf: (account: string, { documentId }: Tenant) => `/documents/${account}/${documentId}`,
    },
    {
      name: "GET /export/contact/<account>/<conversation>.json",
      pathOf: (account: string, { conversationId }: Tenant) => `/export/contact/${account}/${conversationId}.json`,
    },
    {
      name: "GET /export/account/<account>.ndjson.gz",
      pathOf: (account: string) => `/export/account/${account}.ndjson.gz`,
    },
    { name: "GET /export/audit/<account>.csv", pathOf: (account: string) => `/export/audit/${account}.csv` },
  ];
  return downloads.flatMap(({ name, pathOf }) => {
    const expectation = readExpectations().find((one) => one.name === name);
    if (!expectation) throw new Error(`docs/permissions.md doesn't say who may ask for ${name}.`);
    const own = pathOf(ours.accountId, ours);
    // A copy of a customer's data has their number as far as whoever asks may read it.
    const withNumber = name.includes("/contact/") ? [ours.customerNumber] : [];
    const asAskers = ASKERS.map((asker) => ({
      title: `${name} as ${asker}`,
      path: own,
      person: personOf(world, asker),
      expectedStatus: expectation.allowed[asker] ? 200 : (STATUS[refusalOf(expectation, asker)] ?? 0),
      hidden: [FOREIGN_MARK, ...(mayReadNumbers(asker) ? [] : withNumber)],
    }));
    const asOwner = { person: ours.team.owner, expectedStatus: 404, hidden: [FOREIGN_MARK] };
    return [
      ...asAskers,
      { title: `${name} with an ended session`, path: own, ...asOwner, person: ended, expectedStatus: 401 },
      { title: `${name} of another account`, path: pathOf(foreign.accountId, foreign), ...asOwner },
      // An export leaves the house, so the auth server is asked as well.
      ...(name.startsWith("GET /export/")
        ? [
            {
              title: `${name} with a session ended elsewhere`,
              path: own,
              ...asOwner,
              person: forgotten,
              expectedStatus: 401,
            },
          ]
        : []),
      ...(/<file>|<document>|<conversation>/.test(name)
        ? [{ title: `${name} of another account's file`, path: pathOf(ours.accountId, foreign), ...asOwner }]
        : []),
    ];
  });
}

function pageCases({ ours, ended }: World): HttpCase[] {
  const path = `/accounts/${ours.accountId}/inbox`;
  const page = { path, hidden: [] };
  return [
    { title: "a page as nobody", ...page, person: null, expectedStatus: 307 },
    { title: "a page with an ended session", ...page, person: ended, expectedStatus: 307 },
    { title: "a page as a member", ...page, person: ours.team.viewer, expectedStatus: 200 },
    { title: "sign-in as a member", ...page, path: "/sign-in", person: ours.team.viewer, expectedStatus: 307 },
  ];
}

/** Every change, sent by a page that isn't ours, with the owner's cookies. */
function foreignPageCases({ ours }: World): HttpCase[] {
  return PROCEDURES.filter(({ type }) => type === "mutation").map(({ path }) => ({
    title: `${path} sent by a foreign page`,
    method: "POST",
    path: `/api/trpc/${path}`,
    person: ours.team.owner,
    headers: { ...JSON_BODY, origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    body: JSON.stringify({ json: { accountId: ours.accountId } }),
    expectedStatus: 403,
    hidden: [],
  }));
}

/** Who pretends to sit at the machine. */
function developerCases({ ours }: World): HttpCase[] {
  const outbox = { path: "/api/trpc/mail.outbox", person: ours.team.owner, hidden: ["@"] };
  return [
    { title: "the mails at this machine", ...outbox, expectedStatus: 200, hidden: [] },
    { title: "the mails through a proxy", ...outbox, headers: { "x-forwarded-for": "127.0.0.1" }, expectedStatus: 404 },
    {
      title: "the mails with a header of the server's own",
      ...outbox,
      headers: { "x-parley-developer": "1", via: "1.1 somebody" },
      expectedStatus: 404,
    },
  ];
}

/** What Parley answers over HTTP, on a port of loopback. `use` says over which services the next requests run. */
export async function openHttp(): Promise<{
  use(services: Services): void;
  send(one: HttpCase): Promise<{ status: number; text: string }>;
  close(): Promise<void>;
}> {
  let current: Services | undefined;
  const runtime = {
    env: { ...envSchema.parse({ NODE_ENV: "test" }), dataDir: "" } as never,
    logger: silentLogger(),
    get services(): Services {
      if (!current) throw new Error("No services to answer with.");
      return current;
    },
    httpPort: httpCookies,
  };
  const renderPage = async (_req: unknown, res: { end(text: string): unknown }) => void res.end("page");
  const server: Server = createServer(createListener({ runtime, renderPage, isStopping: () => false }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    use: (services) => {
      current = services;
    },
    async send({ method = "GET", path, person, headers = {}, body }) {
      const cookie: Record<string, string> = person ? { cookie: person.browser.header() } : {};
      const answer = await fetch(url + path, {
        method,
        redirect: "manual",
        headers: { ...cookie, ...headers },
        body: body ?? null,
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      // What is packed is looked into as well.
      const isPacked = answer.headers.get("content-type") === "application/gzip";
      return { status: answer.status, text: (isPacked ? gunzipSync(bytes) : bytes).toString() };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
