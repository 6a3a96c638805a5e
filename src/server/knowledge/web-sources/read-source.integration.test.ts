import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAccount } from "@/test/factories";
import type { EmbeddedHandle } from "../../db/embedded";
import { countedAndStored } from "../fixtures/knowledge-setup";
import { OTHER_SITE, TestWeb } from "../web/fixtures/test-web";
import { aReader, ChangingSite, page } from "./fixtures/source-setup";

const DEPOSIT = page("Deposits", "Each kayak needs a deposit of fifty euros, given back when it returns.");
const HOURS = page("Opening hours", "The shop opens at nine in the morning and closes at six in the evening.");
const DOGS = page("Dogs", "Dogs travel for free, but a canoe has room for one animal only.");
const SHOP = "http://shop.example/";

let handle: EmbeddedHandle;
let web: TestWeb;
let site: ChangingSite;
let reader: ReturnType<typeof aReader>;
let accountId: string;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  web = new TestWeb();
  site = new ChangingSite("shop.example", { "/deposits": DEPOSIT, "/hours": HOURS, "/dogs": DOGS });
  await site.stand(web);
  reader = aReader(handle.db, web);
  accountId = (await anAccount(handle.db)).id;
});
afterEach(() => web.close());

const requestsFor = (path: string) => web.requests.filter((line) => line.endsWith(path)).length;

describe("reading a site", () => {
  test("makes a document of each page, by its title, that answers are found in", async () => {
    const key = await reader.add(accountId, SHOP);
    expect(await reader.source(key)).toMatchObject({ state: "reading", totalCount: 0 });
    await reader.work();
    expect(await reader.pages(accountId)).toEqual({
      "/deposits": "Deposits",
      "/dogs": "Dogs",
      "/hours": "Opening hours",
    });
    expect(await reader.source(key)).toMatchObject({
      state: "idle",
      doneCount: 3,
      totalCount: 3,
      changedCount: 3,
      refusedCount: 0,
      stoppedBy: null,
      nextAt: null,
    });
    expect((await reader.found(accountId, "how much is the deposit of a kayak"))[0]).toContain("fifty euros");
    const { counted, stored } = await countedAndStored(handle.db, accountId);
    expect(stored).toEqual(counted);
  });

  test("goes on past what can't be read, and says which and why", async () => {
    site.pages.set("/empty", "");
    const key = await reader.add(accountId, SHOP);
    await reader.work();
    expect(await reader.source(key)).toMatchObject({
      state: "idle",
      changedCount: 3,
      refusedCount: 1,
      refusals: [{ url: "http://shop.example/empty", reason: "empty" }],
    });
  });

  test("that isn't there fails, in words", async () => {
    const key = await reader.add(accountId, "http://none.example/");
    await reader.work();
    const refusals = [{ url: expect.stringContaining("none.example"), reason: "name_not_found" }];
    expect(await reader.source(key)).toMatchObject({ state: "failed", refusals });
  });

  test("keeps two addresses with the very same page, and a file with the same bytes", async () => {
    site.pages.set("/deposits-again", DEPOSIT);
    const bytes = new TextEncoder().encode(DEPOSIT);
    await reader.knowledge.addDocument({ accountId, name: "deposits.html", bytes, uploadedBy: "usr_test" });
    await reader.add(accountId, SHOP);
    await reader.work();
    expect(Object.keys(await reader.pages(accountId))).toEqual(["/deposits", "/deposits-again", "/dogs", "/hours"]);
    const again = await reader.knowledge.addDocument({ accountId, name: "x.html", bytes, uploadedBy: "usr_test" });
    expect(again.status).toBe("duplicate");
    expect((await reader.knowledge.getDocument({ accountId, ...again })).source).toBe("file");
  });
});

describe("reading it again", () => {
  test("leaves unchanged pages alone, whether the site says so or shows the same", async () => {
    const key = await reader.add(accountId, SHOP);
    await reader.work();
    site.hasValidators = true;
    await reader.readAgain(key);
    const before = await reader.knowledge.listDocuments(accountId);
    await reader.readAgain(key);
    expect(await reader.knowledge.listDocuments(accountId)).toEqual(before);
    expect(before.every(({ generation }) => generation === 1)).toBe(true);
    expect(await reader.source(key)).toMatchObject({ state: "idle", doneCount: 3, changedCount: 0 });
  });

  test("replaces a changed page in its place, and answers from the old text until the new one is read", async () => {
    const key = await reader.add(accountId, SHOP);
    await reader.work();
    const ids = new Set((await reader.knowledge.listDocuments(accountId)).map(({ id }) => id));
    site.pages.set("/deposits", page("Deposit", "Each kayak needs a deposit of eighty euros."));
    await reader.webSources.readNow({ ...key, actor: reader.actor });
    const crawl = reader.jobs.splice(0);
    await reader.webSources.readSource(key, new AbortController().signal, { isLastAttempt: true });
    expect(crawl).toHaveLength(1);
    expect(reader.jobs).toHaveLength(1);
    expect((await reader.found(accountId, "deposit of a kayak"))[0]).toContain("fifty euros");
    expect((await reader.pages(accountId))["/deposits"]).toBe("Deposits");
    await reader.work();
    expect((await reader.found(accountId, "deposit of a kayak"))[0]).toContain("eighty euros");
    expect((await reader.pages(accountId))["/deposits"]).toBe("Deposit");
    expect(new Set((await reader.knowledge.listDocuments(accountId)).map(({ id }) => id))).toEqual(ids);
    expect(await reader.source(key)).toMatchObject({ changedCount: 1 });
    // The name counts in search, so it must change together with the passages.
    const { counted, stored } = await countedAndStored(handle.db, accountId);
    expect(stored).toEqual(counted);
  });

  test("removes a page after it was missing twice in a row, and not before", async () => {
    const key = await reader.add(accountId, SHOP);
    await reader.work();
    site.pages.delete("/dogs");
    await reader.readAgain(key);
    expect(Object.keys(await reader.pages(accountId))).toContain("/dogs");
    site.pages.set("/dogs", DOGS);
    await reader.readAgain(key);
    site.pages.delete("/dogs");
    await reader.readAgain(key);
    expect(Object.keys(await reader.pages(accountId))).toContain("/dogs");
    await reader.readAgain(key);
    expect(Object.keys(await reader.pages(accountId))).toEqual(["/deposits", "/hours"]);
    expect(await reader.found(accountId, "dogs in a canoe")).not.toContainEqual(expect.stringContaining("animal"));
    const { counted, stored } = await countedAndStored(handle.db, accountId);
    expect(stored).toEqual(counted);
  });

  test.each([
    ["answers to nobody", OTHER_SITE, "failed"],
    ["has a name that leads into a private network", "10.0.0.1", "failed"],
  ])("removes nothing while the site %s", async (_what, address, state) => {
    const key = await reader.add(accountId, SHOP);
    await reader.work();
    web.name("shop.example", [address]);
    for (let time = 0; time < 3; time++) await reader.readAgain(key);
    expect(Object.keys(await reader.pages(accountId))).toHaveLength(3);
    expect(await reader.source(key)).toMatchObject({ state });
  });

  test("removes nothing while a part of the sitemap can't be had", async () => {
    const key = await reader.add(accountId, SHOP);
    await reader.work();
    site.sitemap = `<sitemapindex><sitemap><loc>${SHOP}missing.xml</loc></sitemap><sitemap><loc>${SHOP}part.xml</loc></sitemap></sitemapindex>`;
    site.pages.set("/part.xml", `<urlset><url><loc>${SHOP}hours</loc></url></urlset>`);
    for (let time = 0; time < 3; time++) await reader.readAgain(key);
    expect(Object.keys(await reader.pages(accountId))).toHaveLength(3);
    expect(await reader.source(key)).toMatchObject({ state: "idle", doneCount: 1, refusedCount: 1 });
  });

  test("removes a single page that the site says is gone, at the second time", async () => {
    const key = await reader.add(accountId, "http://shop.example/dogs", "page");
    await reader.work();
    site.pages.delete("/dogs");
    await reader.readAgain(key);
    expect(await reader.source(key)).toMatchObject({ state: "failed", refusals: [{ reason: "not_found" }] });
    expect(Object.keys(await reader.pages(accountId))).toEqual(["/dogs"]);
    await reader.readAgain(key);
    expect(await reader.pages(accountId)).toEqual({});
  });
});

describe("an interrupted reading", () => {
  test("goes on where it was, asks only for what it doesn't know, and counts as one", async () => {
    site.hasValidators = true;
    const key = await reader.add(accountId, SHOP);
    const killed = new AbortController();
    site.onRequest = (path) => {
      if (path === "/hours") killed.abort(new Error("the process ends"));
    };
    const [job] = reader.jobs;
    await expect(reader.work({ signal: killed.signal, isLastAttempt: false })).rejects.toThrow("the process ends");
    expect(await reader.source(key)).toMatchObject({ state: "reading", doneCount: 1 });
    site.onRequest = () => undefined;
    if (job) reader.jobs.push(job);
    await reader.work();
    expect(Object.keys(await reader.pages(accountId))).toHaveLength(3);
    expect(await reader.source(key)).toMatchObject({ state: "idle", doneCount: 3, changedCount: 3 });
  });

  test("that was cancelled keeps what was read and stores nothing more", async () => {
    const key = await reader.add(accountId, SHOP);
    site.onRequest = async (path) => {
      if (path === "/hours") await reader.webSources.cancel({ ...key, actor: reader.actor });
    };
    await reader.work();
    expect(Object.keys(await reader.pages(accountId))).toEqual(["/deposits"]);
    expect(await reader.source(key)).toMatchObject({ state: "idle", stoppedBy: "cancelled" });
    expect(requestsFor("/dogs")).toBe(0);
  });

  test("of a source that was deleted leaves nothing", async () => {
    const key = await reader.add(accountId, SHOP);
    site.onRequest = async (path) => {
      if (path === "/hours") await reader.webSources.remove({ ...key, actor: reader.actor });
    };
    await reader.work();
    expect(await reader.knowledge.listDocuments(accountId)).toEqual([]);
    expect(await reader.source(key)).toBeUndefined();
  });

  test("doesn't go on beside the next one: what was cancelled stays so when it is read anew", async () => {
    const key = await reader.add(accountId, SHOP);
    site.onRequest = async (path) => {
      if (path !== "/hours") return;
      site.onRequest = () => undefined;
      await reader.webSources.cancel({ ...key, actor: reader.actor });
      await reader.webSources.readNow({ ...key, actor: reader.actor });
    };
    await reader.work();
    expect(requestsFor("/dogs")).toBe(1);
    expect(await reader.source(key)).toMatchObject({ state: "idle", stoppedBy: null, doneCount: 3 });
  });
});

describe("the time of the next reading", () => {
  test("comes by itself, once", async () => {
    const key = await reader.add(accountId, SHOP);
    await reader.work();
    await reader.webSources.setSchedule({ ...key, hours: 24, actor: reader.actor });
    await reader.webSources.readDue();
    expect(reader.jobs).toEqual([]);
    reader.advanceHours(24);
    await Promise.all([reader.webSources.readDue(), reader.webSources.readDue()]);
    expect(reader.jobs).toHaveLength(1);
    await reader.work();
    expect((await reader.source(key))?.nextAt).toEqual(new Date("2026-03-04T09:00:00Z"));
    await reader.webSources.setSchedule({ ...key, hours: null, actor: reader.actor });
    reader.advanceHours(1000);
    await reader.webSources.readDue();
    expect(reader.jobs).toEqual([]);
  });
});

describe("accounts are apart", () => {
  test("the same address in two accounts is read for each, and deleted for one", async () => {
    const other = (await anAccount(handle.db)).id;
    const key = await reader.add(accountId, SHOP);
    const theirs = await reader.add(other, SHOP);
    await reader.work();
    await expect(reader.add(accountId, "shop.example")).resolves.toBeDefined();
    await expect(reader.add(accountId, "http://SHOP.example")).rejects.toMatchObject({ kind: "conflict" });
    const foreign = { accountId, webSourceId: theirs.webSourceId, actor: reader.actor };
    for (const act of [reader.webSources.readNow, reader.webSources.cancel, reader.webSources.remove])
      await expect(act(foreign)).rejects.toMatchObject({ kind: "not_found" });
    await reader.webSources.remove({ ...key, actor: reader.actor });
    expect(await reader.found(accountId, "deposit of a kayak")).toEqual([]);
    expect(Object.keys(await reader.pages(other))).toHaveLength(3);
    expect((await reader.found(other, "deposit of a kayak"))[0]).toContain("fifty euros");
    const { counted, stored } = await countedAndStored(handle.db, accountId);
    expect(stored.totals).toEqual([0, 0, 0]);
    expect(stored).toEqual(counted);
  });
});
