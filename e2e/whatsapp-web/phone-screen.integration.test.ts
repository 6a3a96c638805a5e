import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { browserEnvironment } from "@/server/browser/environment";
import { DriverHarness, findTestChromium, type OpenSession } from "./driver-harness";
import type { Phone } from "./phone";
import type { WireMessage } from "./protocol";

const BUSINESS = "628111000111";
const CUSTOMER = "628120000001";
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe("the phone to type on", () => {
  let harness: DriverHarness;
  let browser: Browser;
  let page: Page;
  let phone: Phone;
  let session: OpenSession;
  let folder: string;

  beforeAll(async () => {
    harness = await DriverHarness.create();
    phone = harness.simulator.phone(BUSINESS, { pushname: "Flower shop" });
    phone.customer(CUSTOMER, { name: "Rina" });
    folder = await mkdtemp(path.join(os.tmpdir(), "parley-screen-"));
    const chromium = await findTestChromium();
    browser = await puppeteer.launch({
      executablePath: chromium.executablePath,
      headless: chromium.headless,
      args: chromium.args,
      env: browserEnvironment(chromium.env),
      defaultViewport: { width: 900, height: 860 },
      pipe: true,
    });
    page = await browser.newPage();
    await page.goto(harness.simulator.controlUrl);
  });
  afterAll(async () => {
    await browser.close();
    await harness.close();
    await rm(folder, { recursive: true, force: true });
  });

  const button = (name: string) => page.locator(`::-p-aria(${name}[role="button"])`);
  const shows = (selector: string, text: string) =>
    vi.waitFor(async () => expect(await page.$eval(selector, (found) => found.textContent)).toContain(text), {
      timeout: 5000,
    });
  const newest = (type: string): Promise<WireMessage> =>
    vi.waitFor(() => {
      const found = phone.log.findLast((message) => message.type === type);
      if (!found) throw new Error(`no ${type} yet`);
      return found;
    });
  const say = async (text: string) => {
    await page.locator("#text").fill(text);
    await page.keyboard.press("Enter");
    await shows("#messages li:last-child", text);
  };
  const actOn = (text: string) => button(`What to do with: ${text}`).click();

  test("a pairing code is typed, and the passkey confirmed in both its stages", async () => {
    phone.passkey = "both";
    session = harness.connect("acc_screen", { link: { type: "pairing_code", phoneNumber: BUSINESS } });
    await session.connection.start();
    const { code } = await session.events.waitFor("pairing_code");
    await shows("#linking-words", "Type it here");
    await page.locator("#code").fill(code);
    await button("Link").click();
    await shows("#wall-words", "passkey");
    await session.events.waitFor("passkey_required");
    await button("Confirm with passkey").click();
    const toCompare = await vi.waitFor(() => {
      const [wall] = phone.walls;
      if (!wall?.code) throw new Error("no code to compare yet");
      return wall.code;
    });
    await shows("#wall-code", toCompare);
    await button("Yes, the same code").click();
    await session.events.waitFor("ready");
    await shows("#link-state", "Linked and online");
  });

  test("a message is edited, reacted to, answered and deleted", async () => {
    await say("two roses");
    await actOn("two roses");
    await button("Edit").click();
    await page.locator('#edit-message input[name="text"]').fill("three roses");
    await button("Save").click();
    await shows("#messages li:last-child footer", "edited");
    await actOn("three roses");
    await button("👍").click();
    await shows("#messages .reactions", "👍");
    await actOn("three roses");
    await button("Answer").click();
    await say("red ones");
    await shows("#messages li:last-child blockquote", "three roses");
    await actOn("three roses");
    await button("Delete for everyone").click();
    await shows("#messages li", "This message was deleted");
    const changes = () => session.events.all("change").map(({ change }) => change.type);
    await vi.waitFor(() => expect(changes()).toEqual(["edited", "reaction", "deleted"]));
  });

  test("a picture, a voice note, a document, a place and a contact are sent, and calls ring", async () => {
    const send = async (kind: "picture" | "voice" | "document", name: string, bytes: Buffer) => {
      const file = path.join(folder, name);
      await writeFile(file, bytes);
      await button("Send something else").click();
      const field = await page.$(`input#file-${kind}`);
      await field?.uploadFile(file);
    };
    await send("picture", "rose.png", PICTURE);
    expect(await newest("image")).toMatchObject({ mimetype: "image/png" });
    await send("voice", "note.ogg", Buffer.from("OggS"));
    expect(await newest("ptt")).toMatchObject({ mimetype: "audio/ogg; codecs=opus" });
    await send("document", "order.pdf", Buffer.from("%PDF-1.7"));
    expect(await newest("document")).toMatchObject({ filename: "order.pdf", mimetype: "application/pdf" });
    await button("Send something else").click();
    await button("Location").click();
    await button("Send location").click();
    expect(await newest("location")).toMatchObject({ lat: -6.1754, lng: 106.8272 });
    await button("Send something else").click();
    await button("Contact").click();
    await button("Send contact").click();
    expect(await newest("vcard")).toMatchObject({ vcardFormattedName: "Sari" });
    await button("Video call").click();
    await session.events.waitFor("message", ({ message }) => message.kind === "call");
    await shows("#messages li:last-child", "Call");
  });
});
