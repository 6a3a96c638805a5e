import type { Browser, Page } from "@playwright/test";
import { expect, type Installation, patient, type SignedInUser, signInBrowser } from "./fixtures";

/** A new account whose number is linked, its owner, its phone, and a customer. */
export async function aLinkedShop({ whatsapp, signUp, afterTest }: Installation) {
  const owner = await signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Lumen Bikes" });
  const number = `3517${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
  const phone = whatsapp.phone(number);
  afterTest.push(() => owner.trpc.connection.stop.mutate({ accountId }));
  await owner.trpc.connection.start.mutate({ accountId });
  const connection = () => owner.trpc.connection.get.query({ accountId });
  await expect.poll(async () => (await connection()).qr, { timeout: 60_000 }).not.toBeNull();
  whatsapp.scan((await connection()).qr ?? "", phone);
  await expect.poll(async () => (await connection()).state, { timeout: 60_000 }).toBe("ready");
  const customer = phone.customer(`49${number.slice(2)}`, { name: "Marta Sousa" });
  return { owner, accountId, phone, customer };
}

/** A page as that user sees it. `errors` gathers what went wrong on it, such as a part that the server could not draw. */
export async function openAs(
  browser: Browser,
  { user, url, errors }: { user: SignedInUser; url: string; errors: string[] },
): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 800 } });
  await signInBrowser(context, new URL(url).origin, user);
  const page = patient(await context.newPage());
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
  await page.goto(url);
  return page;
}
