import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CrawlEvent, type CrawlRequest, createWebCrawler } from "./crawl";
import { FakeClock } from "./fixtures/fake-clock";
import { OTHER_SITE, paths, redirect, SITE, TestWeb } from "./fixtures/test-web";

let web: TestWeb;
let clock: FakeClock;
beforeEach(() => {
  web = new TestWeb();
  clock = new FakeClock();
});
afterEach(() => web.close());

async function crawl(address: string, request: Partial<CrawlRequest> = {}): Promise<CrawlEvent[]> {
  const crawler = createWebCrawler({ network: web.network, userAgent: "Parley", clock, limits: { idleMs: 2000 } });
  return collect(crawler.crawl({ address, mode: "sitemap", ...request }));
}
async function collect(crawled: AsyncIterable<CrawlEvent>): Promise<CrawlEvent[]> {
  const events: CrawlEvent[] = [];
  for await (const event of crawled) events.push(event);
  return events;
}
/** `page /a`, `refused /b not_found`, and how it ended. */
const told = (events: CrawlEvent[]) =>
  events.map((event) => {
    if (event.kind === "ended") return `ended ${event.stoppedBy} ${event.notRead} ${event.refusedEntries}`;
    const path = event.url.replace("http://shop.example", "");
    return event.kind === "refused" ? `refused ${path} ${event.reason}` : `${event.kind} ${path}`;
  });
const urlset = (...urls: string[]) => `<urlset>${urls.map((url) => `<url><loc>${url}</loc></url>`).join("")}</urlset>`;
const index = (...urls: string[]) =>
  `<sitemapindex>${urls.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join("")}</sitemapindex>`;
const page = (title: string) => `<!doctype html><head><title>\n ${title} </title></head><p>Words of ${title}`;
const shop = (path: string) => `http://shop.example${path}`;

describe("one page", () => {
  test("comes with its title, type, bytes and what is needed to ask again", async () => {
    const headers = { etag: '"v1"' };
    await web.site("shop.example", paths({ "/a": redirect("/b"), "/b": page("Prices &amp; more") }, headers));
    const [read, end] = await crawl("http://shop.example/a", { mode: "page" });
    expect(read).toMatchObject({
      kind: "page",
      url: shop("/a"),
      finalUrl: shop("/b"),
      title: "Prices & more",
      mediaType: "text/html",
      etag: '"v1"',
      lastModified: null,
    });
    expect(read?.kind === "page" && new TextDecoder().decode(read.bytes)).toBe(page("Prices &amp; more"));
    expect(end).toEqual({ kind: "ended", stoppedBy: null, notRead: 0, refusedEntries: 0 });
  });

  test("is asked for as known, and told when it is unchanged", async () => {
    await web.site("shop.example", (req, res) => {
      if (req.url === "/robots.txt") res.writeHead(404).end();
      else res.writeHead(req.headers["if-none-match"] === '"v1"' ? 304 : 500).end();
    });
    const findKnown = () => ({ finalUrl: shop("/a"), etag: '"v1"', lastModified: null });
    expect(told(await crawl(shop("/a"), { mode: "page", findKnown }))).toEqual(["unchanged /a", "ended null 0 0"]);
  });

  test("in the encoding that the server declares is read by the parsers as what it says", async () => {
    const encoded = Buffer.from("<title>Привет</title>".replace("Привет", "\xcf\xf0\xe8\xe2\xe5\xf2"), "latin1");
    await web.site(
      "shop.example",
      paths({
        "/a": (_req, res) => res.writeHead(200, { "content-type": "text/html; charset=windows-1251" }).end(encoded),
      }),
    );
    const [read] = await crawl(shop("/a"), { mode: "page" });
    expect(read).toMatchObject({ title: "Привет" });
    expect(read?.kind === "page" && Buffer.from(read.bytes).toString("utf8")).toBe("\uFEFF<title>Привет</title>");
  });

  test.each([
    ["http://localhost:3000/", "unusual_port"],
    ["169.254.169.254", "private_address"],
    ["http://meta.example/", "private_address"],
    ["http://none.example/", "name_not_found"],
    ["http://off.example/", "unreachable"],
    ["ftp://shop.example/", "not_a_web_address"],
  ])("%s is refused by name", async (address, reason) => {
    web.name("meta.example", ["169.254.169.254"]);
    web.name("off.example", [OTHER_SITE]);
    const events = await crawl(address, { mode: "page" });
    expect(events).toMatchObject([{ kind: "refused", reason }, { kind: "ended" }]);
    expect(web.dialled.filter((target) => target !== `${OTHER_SITE}:80`)).toEqual([]);
  });

  test("that leads to a private address is refused, and so is one without a word", async () => {
    await web.site("shop.example", paths({ "/a": redirect("http://10.0.0.1/"), "/b": "" }));
    expect(told(await crawl(shop("/a"), { mode: "page" }))[0]).toBe("refused /a private_address");
    expect(told(await crawl(shop("/b"), { mode: "page" }))[0]).toBe("refused /b empty");
    expect(new Set(web.dialled)).toEqual(new Set([`${SITE}:80`]));
  });
});

describe("robots.txt", () => {
  const readWith = async (robots: Parameters<typeof paths>[0][string]) => {
    await web.site("shop.example", paths({ "/robots.txt": robots, "/a": page("A") }));
    return told(await crawl(shop("/a"), { mode: "page" }))[0];
  };
  const status = (code: number) => (_req: unknown, res: { writeHead(code: number): { end(): void } }) =>
    res.writeHead(code).end();

  test("that forbids a page keeps us from asking for it", async () => {
    expect(await readWith("User-agent: *\nDisallow: /a")).toBe("refused /a disallowed_by_robots");
    expect(web.requests).toEqual(["GET shop.example/robots.txt"]);
  });

  test.each([401, 403, 404, 410, 418])("refused with %i means that everything may be read", async (code) => {
    expect(await readWith(status(code))).toBe("page /a");
  });

  test.each([429, 500, 502, 503])("that can't be had (%i) means that nothing may be read now", async (code) => {
    expect(await readWith(status(code))).toMatch(/^refused \/a (?:robots_unreachable|busy)$/);
    expect(web.requests).toEqual(["GET shop.example/robots.txt"]);
  });

  test("that leads elsewhere is followed, but not to a private address", async () => {
    web.name("other.example", [OTHER_SITE]);
    await web.serve(`${OTHER_SITE}:80`, { http: paths({ "/r": "User-agent: *\nDisallow: /" }) });
    expect(await readWith(redirect("http://other.example/r"))).toBe("refused /a disallowed_by_robots");
    await web.close();
    web = new TestWeb();
    expect(await readWith(redirect("http://127.0.0.1/robots.txt"))).toBe("refused /a robots_unreachable");
    expect(web.dialled).toEqual([`${SITE}:80`]);
  });

  test("counts up to 500 KiB", async () => {
    const filler = `#${"x".repeat(1022)}\n`.repeat(500);
    expect(await readWith(`User-agent: *\nDisallow: /a\n${filler}Allow: /a`)).toBe("refused /a disallowed_by_robots");
  });

  test("of the site that a redirect leads to is heeded, too", async () => {
    web.name("other.example", [OTHER_SITE]);
    await web.serve(`${OTHER_SITE}:80`, {
      http: paths({ "/robots.txt": "User-agent: parley\nDisallow: /", "/b": page("B") }),
    });
    await web.site("shop.example", paths({ "/a": redirect("http://other.example/b") }));
    expect(told(await crawl(shop("/a"), { mode: "page" }))[0]).toBe("refused /a disallowed_by_robots");
    expect(web.requests).not.toContain("GET other.example/b");
  });

  test("is asked for once per site and crawl, and says how long to wait", async () => {
    const robots = "User-agent: *\nCrawl-delay: 3";
    const pages = { "/a": page("A"), "/b": page("B") };
    await web.site("shop.example", paths({ "/robots.txt": robots, "/sitemap.xml": urlset("/a", "/b"), ...pages }));
    expect(told(await crawl("http://shop.example"))).toEqual(["page /a", "page /b", "ended null 0 0"]);
    expect(web.requests.filter((request) => request.endsWith("robots.txt"))).toHaveLength(1);
    expect(clock.waits).toEqual([3000, 3000, 3000]);
  });
});

describe("sitemaps", () => {
  const pages = { "/a": page("A"), "/help": page("H"), "/help/b": page("B"), "/helpers": page("C") };

  test("are found at /sitemap.xml, and every page is read once", async () => {
    const sitemap = urlset("http://shop.example/a", "http://shop.example/a#part", "/help", "http://SHOP.example/a");
    await web.site("shop.example", paths({ "/sitemap.xml": sitemap, ...pages }));
    const progress: number[][] = [];
    const events = await crawl("http://shop.example", {
      onProgress: ({ done, total }) => progress.push([done, total]),
    });
    expect(told(events)).toEqual(["page /a", "page /help", "ended null 0 0"]);
    expect(progress).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  test("that robots.txt names count instead, wherever they stand, and though they are forbidden to others", async () => {
    web.name("cdn.example", [OTHER_SITE]);
    await web.serve(`${OTHER_SITE}:80`, {
      http: paths({ "/robots.txt": "User-agent: *\nDisallow: /", "/s.xml": urlset(shop("/a")) }),
    });
    const robots = "Sitemap: http://cdn.example/s.xml\nUser-agent: *\nDisallow: /sitemap.xml";
    await web.site("shop.example", paths({ "/robots.txt": robots, "/sitemap.xml": urlset("/help"), ...pages }));
    expect(told(await crawl("http://shop.example"))).toEqual(["page /a", "ended null 0 0"]);
  });

  test("that stand elsewhere may name those beside them; being named is no leave to read where they lead", async () => {
    web.name("cdn.example", [OTHER_SITE]);
    const files = { "/i.xml": index("http://cdn.example/s.xml"), "/s.xml": urlset(shop("/a")) };
    await web.serve(`${OTHER_SITE}:80`, { http: paths(files) });
    const robots = "Sitemap: http://cdn.example/i.xml\nSitemap: /moved.xml\nUser-agent: *\nDisallow: /private.xml";
    const moved = { "/moved.xml": redirect("/private.xml"), "/private.xml": urlset("/help") };
    await web.site("shop.example", paths({ "/robots.txt": robots, ...moved, ...pages }));
    expect(told(await crawl("http://shop.example"))).toEqual([
      "refused /moved.xml disallowed_by_robots",
      "page /a",
      "ended null 0 1",
    ]);
  });

  test("below an address with a path, only its pages are read; the address of a sitemap is that sitemap", async () => {
    const sitemap = urlset("/a", "/help", "/help/b", "/helpers");
    await web.site(
      "shop.example",
      paths({
        "/sitemap.xml": urlset(),
        "/s/all.xml": sitemap,
        "/robots.txt": `Sitemap: ${shop("/s/all.xml")}`,
        ...pages,
      }),
    );
    expect(told(await crawl("http://shop.example/help/"))).toEqual(["page /help", "page /help/b", "ended null 0 0"]);
    expect(told(await crawl("http://shop.example/s/all.xml"))).toHaveLength(5);
    expect(told(await crawl("http://shop.example/sitemap.xml"))).toEqual([
      "refused /sitemap.xml no_pages",
      "ended null 0 1",
    ]);
  });

  test("of an index are read, compressed ones too, in circles never", async () => {
    const file = (_req: unknown, res: Parameters<ReturnType<typeof paths>>[1]) =>
      res.writeHead(200, { "content-type": "application/octet-stream" }).end(gzipSync(urlset("/help/b")));
    const lines = "http://shop.example/help\n";
    await web.site(
      "shop.example",
      paths({
        "/sitemap.xml": index("/1.xml", "/2.xml.gz", "/3.txt", "/sitemap.xml", "/none.xml"),
        "/1.xml": urlset("/a"),
        "/2.xml.gz": file,
        "/3.txt": lines,
        ...pages,
      }),
    );
    expect(told(await crawl("http://shop.example"))).toEqual([
      "refused /none.xml not_found",
      "page /a",
      "page /help/b",
      "page /help",
      "ended null 0 1",
    ]);
  });

  test("named by robots.txt are asked for as slowly as it says", async () => {
    const robots = "Sitemap: /s.xml\nUser-agent: *\nCrawl-delay: 4\nDisallow: /s.xml";
    await web.site("shop.example", paths({ "/robots.txt": robots, "/s.xml": urlset("/a"), ...pages }));
    expect(told(await crawl("http://shop.example"))).toEqual(["page /a", "ended null 0 0"]);
    expect(clock.waits).toEqual([4000, 4000]);
  });

  test("are not asked for any more when the time is over", async () => {
    const files = Object.fromEntries([1, 2, 3].map((number) => [`/${number}.xml`, urlset(`/${number}`)]));
    await web.site("shop.example", paths({ "/sitemap.xml": index("/1.xml", "/2.xml", "/3.xml"), ...files }));
    expect(told(await crawl("http://shop.example", { limits: { maxMs: 2000 } }))).toEqual([
      "refused /2.xml time_limit",
      "refused /3.xml time_limit",
      "ended time_limit 1 2",
    ]);
  });

  test("that grow without end when unpacked are refused", async () => {
    const bomb = gzipSync(Buffer.alloc(30 * 1024 * 1024, " "));
    await web.site(
      "shop.example",
      paths({ "/s.xml.gz": (_req, res) => res.writeHead(200, { "content-type": "application/gzip" }).end(bomb) }),
    );
    expect(told(await crawl("http://shop.example/s.xml.gz"))[0]).toBe("refused /s.xml.gz too_large");
  });

  test("may name further indexes, to a depth, and not more than fifty files", async () => {
    const deep = Object.fromEntries([1, 2, 3, 4].map((depth) => [`/${depth}.xml`, index(`/${depth + 1}.xml`)]));
    await web.site("shop.example", paths({ "/sitemap.xml": index("/1.xml"), ...deep }));
    expect(told(await crawl("http://shop.example"))).toEqual(["refused /3.xml not_a_sitemap", "ended null 0 1"]);
    await web.close();
    web = new TestWeb();
    const many = Array.from({ length: 80 }, (_, number) => `/${number}.xml`);
    const files = Object.fromEntries(many.map((path) => [path, urlset("/a")]));
    await web.site("shop.example", paths({ "/sitemap.xml": index(...many), ...files, ...pages }));
    expect(told(await crawl("http://shop.example"))).toEqual(["page /a", "ended page_limit 0 0"]);
    expect(web.requests.filter((request) => request.endsWith(".xml"))).toHaveLength(50);
  });

  test("of one site name no pages of others, and lead to none", async () => {
    web.name("other.example", [OTHER_SITE]);
    web.name("www.shop.example", [SITE]);
    await web.serve(`${OTHER_SITE}:80`, { http: paths({ "/x": page("X"), "/1.xml": urlset(shop("/a")) }) });
    const sitemap = urlset("http://other.example/x", "http://10.0.0.1/", "/away", "http://www.shop.example/a");
    const all = index("/pages.xml", "http://other.example/1.xml");
    await web.site(
      "shop.example",
      paths({ "/sitemap.xml": all, "/pages.xml": sitemap, "/away": redirect("http://other.example/x"), ...pages }),
    );
    expect(told(await crawl("http://shop.example"))).toEqual([
      "refused http://other.example/1.xml other_site",
      "refused http://other.example/x other_site",
      "refused http://10.0.0.1/ private_address",
      "refused /away other_site",
      "page http://www.shop.example/a",
      "ended null 0 3",
    ]);
    expect(new Set(web.dialled)).toEqual(new Set([`${SITE}:80`]));
  });

  test("thousands of foreign entries are counted, and the first fifty told", async () => {
    const foreign = Array.from({ length: 5000 }, (_, number) => `http://other.example/${number}`);
    await web.site("shop.example", paths({ "/sitemap.xml": urlset(...foreign, "/a"), ...pages }));
    const events = told(await crawl("http://shop.example"));
    expect(events).toHaveLength(52);
    expect(events.slice(-2)).toEqual(["page /a", "ended null 0 5000"]);
  });

  test.each([
    ["nothing", {}],
    [
      "a page for everything",
      {
        "/sitemap.xml": ((_req, res) =>
          res.writeHead(200, { "content-type": "text/html" }).end(page("Home"))) satisfies Parameters<
          typeof paths
        >[0][string],
      },
    ],
    ["XML of another kind", { "/sitemap.xml": "<rss></rss>" }],
  ])("%s where one is looked for is told as such", async (_what, answers) => {
    await web.site("shop.example", paths(answers));
    expect(told(await crawl("http://shop.example"))).toEqual(["refused /sitemap.xml no_sitemap", "ended null 0 1"]);
  });
});

describe("pages of a site", () => {
  const site = async (answers: Parameters<typeof paths>[0]) =>
    web.site("shop.example", paths({ "/sitemap.xml": urlset(...Object.keys(answers)), ...answers }));

  test("that fail are told by name, and the others are read", async () => {
    const png: Parameters<typeof paths>[0][string] = (_req, res) =>
      res.writeHead(200, { "content-type": "image/png" }).end("x");
    await site({
      "/1": page("1"),
      "/2": redirect("/gone"),
      "/3": png,
      "/4": redirect("/1"),
      "/5": redirect("/6"),
      "/6": page("6"),
    });
    expect(told(await crawl("http://shop.example"))).toEqual([
      "page /1",
      "refused /2 not_found",
      "refused /3 unsupported_type",
      "refused /4 duplicate",
      "page /5",
      "refused /6 duplicate",
      "ended null 0 0",
    ]);
  });

  const ten = Object.fromEntries(Array.from({ length: 10 }, (_, number) => [`/${number}`, page(`${number}`)]));

  test.each([
    [{ maxPages: 3 }, 3, "ended page_limit 7 0"],
    [{ maxPages: 10 }, 10, "ended null 0 0"],
    [{ maxBytes: 100 }, 2, "ended byte_limit 8 0"],
    [{ maxMs: 4500 }, 4, "ended time_limit 6 0"],
  ])("end with the limit %j, which is told", async (limits, count, end) => {
    await site(ten);
    const events = told(await crawl("http://shop.example", { limits }));
    expect(events).toHaveLength(count + 1);
    expect(events.at(-1)).toBe(end);
  });

  test("are asked for with a pause, one crawl after the other even when there are two", async () => {
    let atOnce = 0;
    let most = 0;
    await web.site("shop.example", (req, res) => {
      most = Math.max(most, ++atOnce);
      setImmediate(() => {
        atOnce--;
        paths({ "/sitemap.xml": urlset(...Object.keys(ten)), ...ten })(req, res);
      });
    });
    const crawler = createWebCrawler({ network: web.network, userAgent: "Parley", clock });
    const one = () => collect(crawler.crawl({ address: "http://shop.example", mode: "sitemap" }));
    const all = await Promise.all([one(), one()]);
    expect(all.map((events) => events.length)).toEqual([11, 11]);
    expect(most).toBe(1);
    // Each asks for robots.txt, the sitemap and ten pages, and only the very first request need not wait.
    expect(clock.waits).toEqual(new Array(23).fill(1000));
  });

  test("of a site that asks to be left alone wait for longer, and end after the third such answer in a row", async () => {
    const busy: Parameters<typeof paths>[0][string] = (_req, res) => res.writeHead(429, { "retry-after": "20" }).end();
    const forLong: Parameters<typeof paths>[0][string] = (_req, res) =>
      res.writeHead(503, { "retry-after": "9999" }).end();
    await site({ "/1": busy, "/2": page("2"), "/3": busy, "/4": forLong, "/5": busy, "/6": page("6") });
    expect(told(await crawl("http://shop.example"))).toEqual([
      "refused /1 busy",
      "page /2",
      "refused /3 busy",
      "refused /4 busy",
      "refused /5 busy",
      "ended busy 1 0",
    ]);
    expect(clock.waits).toEqual([1000, 1000, 20_000, 1000, 20_000, 30_000]);
  });

  test("are left when nobody wants them any more", async () => {
    await site(ten);
    const controller = new AbortController();
    const onProgress = ({ done }: { done: number }) => done === 2 && controller.abort(new Error("enough"));
    await expect(crawl("http://shop.example", { signal: controller.signal, onProgress })).rejects.toThrow("enough");
    expect(web.requests.at(-1)).toBe("GET shop.example/1");
  });
});
