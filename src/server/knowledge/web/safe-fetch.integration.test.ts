import http, { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { OTHER_SITE, paths, redirect, SITE, TestWeb } from "./fixtures/test-web";
import { PAGE_MEDIA_TYPES } from "./media-types";
import { systemNetwork } from "./network";
import { type FetchLimits, type FetchRequest, safeFetch, userAgentOf } from "./safe-fetch";

let web: TestWeb;
beforeEach(() => {
  web = new TestWeb();
});
afterEach(() => web.close());

const fetchIt = (url: string, request: Partial<FetchRequest> = {}, limits: Partial<FetchLimits> = {}) =>
  safeFetch(
    { network: web.network, userAgent: userAgentOf("1.0", "https://parley.example/about"), limits },
    { url, mediaTypes: PAGE_MEDIA_TYPES, ...request },
  );
const textOf = (outcome: Awaited<ReturnType<typeof fetchIt>>) =>
  outcome.kind === "content" ? new TextDecoder().decode(outcome.bytes) : outcome;
const html: RequestListener = (_req, res) => res.writeHead(200, { "content-type": "text/html" }).end("<p>Hello</p>");

test("a page comes with what is needed to ask for it again", async () => {
  await web.site("shop.example", (req, res) => {
    expect(req.headers["user-agent"]).toBe("Parley/1.0 (+https://parley.example/about)");
    expect(Object.keys(req.headers)).not.toContain("cookie");
    const headers = { etag: '"v1"', "last-modified": "Wed, 21 Oct 2026 07:28:00 GMT" };
    res.writeHead(200, { "content-type": "Text/HTML; charset=UTF-8", ...headers }).end("<p>Hello</p>");
  });
  const outcome = await fetchIt("http://shop.example/a?b#c");
  expect(outcome).toMatchObject({
    kind: "content",
    finalUrl: "http://shop.example/a?b",
    mediaType: "text/html",
    charset: "utf-8",
    etag: '"v1"',
    lastModified: "Wed, 21 Oct 2026 07:28:00 GMT",
  });
  expect(textOf(outcome)).toBe("<p>Hello</p>");
  expect(web.requests).toEqual(["GET shop.example/a?b"]);
});

test("an unchanged page is not sent again, and only its own address is asked that way", async () => {
  const known = { url: "http://shop.example/new", etag: '"v1"', lastModified: "Wed, 21 Oct 2026 07:28:00 GMT" };
  await web.site("shop.example", (req, res) => {
    if (req.url === "/old") {
      expect(req.headers["if-none-match"]).toBeUndefined();
      return redirect("/new")(req, res);
    }
    expect(req.headers["if-modified-since"]).toBe(known.lastModified);
    res.writeHead(req.headers["if-none-match"] === '"v1"' ? 304 : 500).end();
  });
  expect(await fetchIt("http://shop.example/old", { known })).toEqual({ kind: "not_modified", finalUrl: known.url });
});

test("what can't be sent back is not kept, and an unasked 304 is no answer", async () => {
  const headers = { "content-type": "text/html", etag: "no quotes", "last-modified": "yesterday" };
  await web.site("shop.example", (req, res) => res.writeHead(req.url === "/a" ? 200 : 304, headers).end());
  expect(await fetchIt("http://shop.example/a")).toMatchObject({ kind: "content", etag: null, lastModified: null });
  expect(await fetchIt("http://shop.example/b")).toMatchObject({ reason: "unexpected_answer" });
});

describe("only the public web is reached", () => {
  test.each([
    "http://0x7f.1/",
    "http://2130706433/",
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://localhost/",
    "http://localhost./",
    "http://169.254.169.254/latest/meta-data/",
  ])("%s is refused without a lookup or a connection", async (url) => {
    expect(await fetchIt(url)).toMatchObject({ kind: "refused", reason: "private_address" });
    expect([...web.lookups, ...web.dialled]).toEqual([]);
  });

  test.each([
    "127.0.0.1",
    "169.254.169.254",
    "10.1.2.3",
    "::1",
    "::ffff:10.0.0.1",
    "fd00:ec2::254",
    "0.0.0.0",
    "nonsense",
  ])("a name that resolves to %s is refused, also when another of its addresses is public", async (address) => {
    web.name("only.example", [address]);
    web.name("both.example", [SITE, address]);
    await web.serve(`${SITE}:80`, { http: html });
    expect(await fetchIt("http://only.example/")).toMatchObject({ reason: "private_address" });
    expect(await fetchIt("http://both.example/")).toMatchObject({ reason: "private_address" });
    expect(web.dialled).toEqual([]);
  });

  test("a name that is rebound after the check is connected to as it was checked", async () => {
    web.name("rebind.example", [SITE], ["127.0.0.1"]);
    await web.serve(`${SITE}:80`, { http: html });
    expect(textOf(await fetchIt("http://rebind.example/"))).toBe("<p>Hello</p>");
    expect(web.lookups).toEqual(["rebind.example"]);
    expect(web.dialled).toEqual([`${SITE}:80`]);
  });

  test("a name that is rebound between a page and its redirect is refused", async () => {
    web.name("rebind.example", [SITE], ["127.0.0.1"]);
    await web.serve(`${SITE}:80`, { http: redirect("/b") });
    expect(await fetchIt("http://rebind.example/a")).toMatchObject({ reason: "private_address" });
    expect(web.dialled).toEqual([`${SITE}:80`]);
  });

  test.each([
    ["http://127.0.0.1/", "private_address"],
    ["http://0x7f.1/", "private_address"],
    ["//[::ffff:127.0.0.1]/", "private_address"],
    ["http://inside.example/", "private_address"],
    ["http://shop.example:8080/", "unusual_port"],
    ["http://user:secret@shop.example/", "has_credentials"],
    ["file:///etc/passwd", "not_a_web_address"],
    ["gopher://shop.example/", "not_a_web_address"],
    ["http://", "unexpected_answer"],
  ])("a redirect to %s is refused", async (location, reason) => {
    web.name("inside.example", ["10.0.0.8"]);
    await web.site("shop.example", redirect(location));
    expect(await fetchIt("http://shop.example/")).toMatchObject({ kind: "refused", reason });
    expect(web.dialled).toEqual([`${SITE}:80`]);
  });

  test("the machine's own network resolves and connects, and is refused what the rules refuse", async () => {
    const server = createServer(html);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const connect = vi.spyOn(systemNetwork, "connect");
    const deps = { network: systemNetwork, userAgent: "Parley" };
    expect(await systemNetwork.resolve("localhost")).toContain("127.0.0.1");
    expect(await safeFetch(deps, { url: "http://127.0.0.1/" })).toMatchObject({ reason: "private_address" });
    // What a hosts file or a resolver may say of any name.
    vi.spyOn(systemNetwork, "resolve").mockResolvedValueOnce(["127.0.0.1"]);
    expect(await safeFetch(deps, { url: "http://shop.example/" })).toMatchObject({ reason: "private_address" });
    expect(connect).not.toHaveBeenCalled();
    const socket = systemNetwork.connect("127.0.0.1", (server.address() as AddressInfo).port);
    await new Promise((resolve) => socket.once("connect", resolve));
    expect(socket.remoteAddress).toBe("127.0.0.1");
    socket.destroy();
    vi.restoreAllMocks();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe("redirects", () => {
  test("up to five are followed, each looked up anew", async () => {
    web.name("other.example", [OTHER_SITE]);
    await web.serve(`${OTHER_SITE}:80`, { http: paths({ "/größe": html, "/gr%C3%B6%C3%9Fe": html }) });
    const steps = Object.fromEntries([1, 2, 3].map((step) => [`/${step}`, redirect(`/${step + 1}`, 300 + step)]));
    const away = redirect(Buffer.from("http://other.example/größe").toString("latin1"), 308);
    await web.site("shop.example", paths({ ...steps, "/4": redirect("?b=1", 307), "/4?b=1": away }));
    expect(await fetchIt("http://shop.example/1")).toMatchObject({ finalUrl: "http://other.example/gr%C3%B6%C3%9Fe" });
    expect(web.lookups).toHaveLength(6);
  });

  test("a sixth is not, and a circle ends where it closes", async () => {
    await web.site("shop.example", (req, res) => {
      const step = Number(req.url?.slice(1));
      redirect(step < 0 ? "/-1" : `/${step + 1}`)(req, res);
    });
    expect(await fetchIt("http://shop.example/1")).toMatchObject({ reason: "too_many_redirects" });
    expect(web.requests).toHaveLength(6);
    expect(await fetchIt("http://shop.example/-1")).toMatchObject({ reason: "too_many_redirects" });
    expect(web.requests).toHaveLength(7);
  });

  test("from http to https is followed, back again is not", async () => {
    await web.site("shop.example", redirect("https://shop.example/"));
    await web.serve(`${SITE}:443`, {
      https: paths({ "/": html, "/back": redirect("http://shop.example/") }),
      names: ["shop.example"],
    });
    expect(await fetchIt("http://shop.example/")).toMatchObject({ kind: "content", finalUrl: "https://shop.example/" });
    expect(web.dialled).toEqual([`${SITE}:80`, `${SITE}:443`]);
    expect(await fetchIt("https://shop.example/back")).toMatchObject({ reason: "insecure_redirect" });
  });
});

describe("encryption", () => {
  test("a certificate for another name, or by nobody known, is refused before anything is said", async () => {
    await web.serve(`${SITE}:443`, { https: html, names: ["shop.example", "localhost"] });
    web.name("shop.example", [SITE]);
    web.name("evil.example", [SITE]);
    expect(await fetchIt("https://evil.example/")).toMatchObject({ reason: "bad_certificate" });
    // A number is no name in it either, and not the name that node takes when it is told none.
    expect(await fetchIt(`https://${SITE}/`)).toMatchObject({ reason: "bad_certificate" });
    const { resolve, connect } = web.network;
    const strangers = { network: { resolve, connect }, userAgent: "Parley" };
    expect(await safeFetch(strangers, { url: "https://shop.example/" })).toMatchObject({ reason: "bad_certificate" });
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    expect(await safeFetch(strangers, { url: "https://shop.example/" })).toMatchObject({ reason: "bad_certificate" });
    vi.unstubAllEnvs();
    expect(web.requests).toEqual([]);
    expect(textOf(await fetchIt("https://shop.example/"))).toBe("<p>Hello</p>");
  });

  test("a server that speaks no TLS where it should is refused", async () => {
    web.name("shop.example", [SITE]);
    await web.serve(`${SITE}:443`, { raw: (socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n") });
    expect(await fetchIt("https://shop.example/")).toMatchObject({ reason: "bad_certificate" });
  });
});

test("neither a proxy nor a connection pool that the process has is used", async () => {
  const theirs = http.globalAgent;
  const createConnection = vi.fn(() => {
    throw new Error("a proxy was asked");
  });
  http.globalAgent = Object.assign(new http.Agent(), { createConnection });
  try {
    await web.site("shop.example", html);
    expect(textOf(await fetchIt("http://shop.example/"))).toBe("<p>Hello</p>");
    expect(createConnection).not.toHaveBeenCalled();
  } finally {
    http.globalAgent = theirs;
  }
});

describe("limits", () => {
  const raw = async (serve: (socket: Socket) => void) => {
    web.name("shop.example", [SITE]);
    await web.serve(`${SITE}:80`, { raw: serve });
  };
  const body =
    (headers: Record<string, string>, write: (res: Parameters<RequestListener>[1]) => void): RequestListener =>
    (_req, res) => {
      res.writeHead(200, { "content-type": "text/html", ...headers });
      write(res);
    };
  /** Keeps writing as long as the other side reads. */
  const endless = (res: NodeJS.WritableStream, chunk: Buffer) => {
    const write = () => {
      while (res.write(chunk));
    };
    res.on("drain", write);
    write();
  };

  test("a body without an end is left at the limit", async () => {
    await web.site(
      "shop.example",
      body({}, (res) => endless(res, Buffer.alloc(16_384, "a"))),
    );
    expect(await fetchIt("http://shop.example/", { maxBytes: 100_000 })).toMatchObject({ reason: "too_large" });
    await vi.waitFor(() => expect(web.openSockets()).toBe(0));
  });

  test("a body that says it is too large is not even begun", async () => {
    await web.site(
      "shop.example",
      body({ "content-length": "100001" }, (res) => res.write("a")),
    );
    expect(await fetchIt("http://shop.example/", { maxBytes: 100_000 })).toMatchObject({ reason: "too_large" });
  });

  test("exactly the limit is accepted; of what is longer, the beginning may be asked for", async () => {
    await web.site(
      "shop.example",
      body({}, (res) => res.end("x".repeat(1000))),
    );
    const url = "http://shop.example/";
    expect(textOf(await fetchIt(url, { maxBytes: 1000 }))).toHaveLength(1000);
    expect(await fetchIt(url, { maxBytes: 999 })).toMatchObject({ reason: "too_large" });
    expect(textOf(await fetchIt(url, { maxBytes: 999, isCutAtLimit: true }))).toHaveLength(999);
  });

  test.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
  ])("a bomb in %s is counted as it grows", async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(50 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(60_000);
    await web.site(
      "shop.example",
      body({ "content-encoding": encoding }, (res) => res.end(bomb)),
    );
    expect(await fetchIt("http://shop.example/", { maxBytes: 100_000 })).toMatchObject({ reason: "too_large" });
  });

  test("a compressed body that decodes to nothing for ever is counted as it comes", async () => {
    const empty = gzipSync("");
    await web.site(
      "shop.example",
      body({ "content-encoding": "gzip" }, (res) => endless(res, Buffer.concat(new Array(500).fill(empty)))),
    );
    expect(await fetchIt("http://shop.example/", { maxBytes: 100_000 })).toMatchObject({ reason: "too_large" });
  });

  test("compressed pages are read as they were meant", async () => {
    await web.site(
      "shop.example",
      body({ "content-encoding": "GZIP" }, (res) => res.end(gzipSync("<p>Hello</p>"))),
    );
    expect(textOf(await fetchIt("http://shop.example/"))).toBe("<p>Hello</p>");
  });

  test.each([
    ["gzip, gzip", gzipSync(gzipSync("a"))],
    ["zstd", Buffer.from("a")],
    ["gzip", Buffer.from("no gzip")],
    ["gzip", gzipSync("a".repeat(9000)).subarray(0, 20)],
  ])("an encoding that wasn't asked for or doesn't hold is refused: %s", async (encoding, bytes) => {
    await web.site(
      "shop.example",
      body({ "content-encoding": encoding }, (res) => res.end(bytes)),
    );
    expect(await fetchIt("http://shop.example/")).toMatchObject({ reason: "unexpected_answer" });
  });

  test("a page that drips for ever is left when the time is over", async () => {
    let drips = 0;
    await web.site(
      "shop.example",
      body({}, (res) => {
        const timer = setInterval(() => res.write(`${drips++}`), 20);
        res.on("close", () => clearInterval(timer));
      }),
    );
    expect(await fetchIt("http://shop.example/", {}, { totalMs: 300, idleMs: 250 })).toMatchObject({
      reason: "timeout",
    });
    expect(drips).toBeGreaterThan(3);
    await vi.waitFor(() => expect(web.openSockets()).toBe(0));
  });

  test("so is a server that drips its headers", async () => {
    await raw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => socket.write("x: y\r\n"), 20);
      socket.on("close", () => clearInterval(timer));
    });
    expect(await fetchIt("http://shop.example/", {}, { totalMs: 300 })).toMatchObject({ reason: "timeout" });
  });

  test.each([
    ["never answers", () => undefined],
    ["falls silent", (socket: Socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\nHel")],
  ])("a server that %s is left long before that", async (_what, serve) => {
    await raw(serve);
    const start = performance.now();
    expect(await fetchIt("http://shop.example/", {}, { idleMs: 100 })).toMatchObject({ reason: "timeout" });
    expect(performance.now() - start).toBeLessThan(10_000);
    await vi.waitFor(() => expect(web.openSockets()).toBe(0));
  });

  test("one that never answers the handshake, too", async () => {
    web.name("shop.example", [SITE]);
    await web.serve(`${SITE}:443`, { raw: () => undefined });
    expect(await fetchIt("https://shop.example/", {}, { idleMs: 100 })).toMatchObject({ reason: "timeout" });
  });

  test("a resolver that never answers is not waited for", async () => {
    const network = { ...web.network, resolve: () => new Promise<never>(() => undefined) };
    const deps = { network, userAgent: "Parley", limits: { totalMs: 100 } };
    expect(await safeFetch(deps, { url: "http://shop.example/" })).toMatchObject({ reason: "timeout" });
  });

  test.each([
    ["a body shorter than it said", "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 100\r\n\r\nHello"],
    ["no HTTP", "SSH-2.0-OpenSSH_9.6\r\n"],
    ["two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nHello"],
    [
      "a length and chunks",
      "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n\r\n",
    ],
    ["headers without an end", `HTTP/1.1 200 OK\r\n${"x: yyyyyyyyyyyyyyyyyyyyyyyy\r\n".repeat(2000)}`],
    ["another protocol", "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"],
    ["nothing", ""],
    ["half a header", "HTTP/1.1 200 OK\r\ncontent-ty"],
    ["a redirect to nowhere", "HTTP/1.1 302 Found\r\n\r\n"],
  ])("%s is no answer", async (_what, answer) => {
    await raw((socket) => {
      socket.once("data", () => socket.end(answer));
    });
    expect(await fetchIt("http://shop.example/")).toMatchObject({ kind: "refused", reason: "unexpected_answer" });
  });

  test("what comes after the length that was said is not read", async () => {
    const answer = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 5\r\n\r\nHello, and more";
    await raw((socket) => void socket.once("data", () => socket.end(answer)));
    expect(textOf(await fetchIt("http://shop.example/"))).toBe("Hello");
  });

  test.each([["image/png"], ["application/json"], ["text/html, text/plain"], [""]])(
    "the type %j is not read",
    async (type) => {
      await web.site("shop.example", (_req, res) => res.writeHead(200, { "content-type": type }).end("x"));
      expect(await fetchIt("http://shop.example/")).toMatchObject({ reason: "unsupported_type" });
    },
  );

  test("abandoning a fetch ends its connection and rejects with the reason", async () => {
    const controller = new AbortController();
    await web.site(
      "shop.example",
      body({}, (res) => {
        res.write("a");
        controller.abort(new Error("nobody wants it"));
      }),
    );
    await expect(fetchIt("http://shop.example/", { signal: controller.signal })).rejects.toThrow("nobody wants it");
    await vi.waitFor(() => expect(web.openSockets()).toBe(0));
    await expect(fetchIt("http://shop.example/", { signal: controller.signal })).rejects.toThrow("nobody wants it");
    expect(web.dialled).toHaveLength(1);
  });
});

test.each([
  [401, "forbidden_by_site"],
  [403, "forbidden_by_site"],
  [404, "not_found"],
  [410, "not_found"],
  [429, "busy"],
  [500, "site_error"],
  [503, "busy"],
  [204, "unexpected_answer"],
  [206, "unexpected_answer"],
  [418, "unexpected_answer"],
])("status %i means %s", async (status, reason) => {
  await web.site("shop.example", (_req, res) => res.writeHead(status, { "retry-after": "7" }).end());
  expect(await fetchIt("http://shop.example/")).toMatchObject({ reason, status, retryAfterSeconds: 7 });
});

test("the next address of a site is tried when one doesn't answer", async () => {
  web.name("shop.example", [OTHER_SITE, SITE]);
  await web.serve(`${SITE}:80`, { http: html });
  expect(textOf(await fetchIt("http://shop.example/"))).toBe("<p>Hello</p>");
  expect(web.dialled).toEqual([`${OTHER_SITE}:80`, `${SITE}:80`]);
});

test("names and sites that aren't there are told apart", async () => {
  web.name("off.example", [OTHER_SITE]);
  web.name("nothing.example", []);
  expect(await fetchIt("http://off.example/")).toMatchObject({ reason: "unreachable" });
  expect(await fetchIt("http://none.example/")).toMatchObject({ reason: "name_not_found" });
  expect(await fetchIt("http://nothing.example/")).toMatchObject({ reason: "name_not_found" });
});
