/** What a browser and a server may be tried with from outside: injected scripts, foreign pages, made-up headers. */
import { expect, PASSWORD, signInBrowser, test } from "./fixtures";

const PATHS = ["/sign-in", "/sign-up", "/accounts", "/no-such-page"];

test("scripts run with the page's nonce only, and every page works that way", async ({ page, installation }) => {
  const { url } = installation.parley;
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (/content security policy|violat/i.test(message.text())) complaints.push(message.text());
  });
  const user = await installation.signUp();
  const nonces = new Set<string>();
  for (const path of PATHS) {
    if (path === "/accounts") await signInBrowser(page.context(), url, user);
    const response = await page.goto(url + path);
    const policy = response?.headers()["content-security-policy"] ?? "";
    const nonce = /script-src 'nonce-([^']+)' 'strict-dynamic';/.exec(policy)?.[1];
    expect(nonce, `${path}: ${policy}`).toBeDefined();
    nonces.add(nonce ?? "");
    // Of what the server sends; scripts that these load themselves need none.
    const withoutNonce = (await response?.text())?.match(/<script(?![^>]* nonce="[^"]+")[^>]*>/g) ?? [];
    expect(withoutNonce, `scripts without a nonce on ${path}`).toEqual([]);
  }
  expect(nonces.size, "each answer has a nonce of its own").toBe(PATHS.length);
  expect(complaints).toEqual([]);

  const isBlocked = await page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        document.addEventListener("securitypolicyviolation", () => resolve(true));
        Object.assign(globalThis, { onInjected: () => resolve(false) });
        const box = document.createElement("div");
        box.innerHTML = '<img src="/no-such-picture.png" onerror="onInjected()">';
        document.body.append(box);
      }),
  );
  expect(isBlocked, "markup that became part of the page by mistake runs no script").toBe(true);
});

test("a made-up header neither chooses the nonce nor makes a developer of anybody", async ({ installation }) => {
  const { url } = installation.parley;
  const headers = { "x-nonce": "chosen", "content-security-policy": "script-src 'nonce-chosen'" };
  const page = await fetch(`${url}/sign-in`, { headers });
  expect(page.headers.get("content-security-policy")).not.toContain("chosen");
  expect(await page.text()).not.toContain('nonce="chosen"');

  const forwarded = { "x-forwarded-for": "203.0.113.9", "x-parley-developer": "1" };
  const mails = await fetch(`${url}/api/trpc/mail.outbox`, { headers: forwarded });
  expect(mails.status).toBe(404);
});

test("a mutation that another site sends is refused, whatever it pretends", async ({ installation }) => {
  const { url } = installation.parley;
  const user = await installation.signUp();
  const cookie = user
    .cookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  const json = "application/json";
  const post = (headers: Record<string, string>) =>
    fetch(`${url}/api/trpc/account.create`, {
      method: "POST",
      headers: { cookie, ...headers },
      body: JSON.stringify({ json: { name: "Planted" } }),
    });
  const attempts: Record<string, string>[] = [
    { "content-type": json },
    { "content-type": json, origin: "https://evil.example" },
    { "content-type": json, origin: "null" },
    { "content-type": json, origin: url, "sec-fetch-site": "cross-site" },
    { "content-type": json, origin: url, "sec-fetch-site": "same-site" },
    { "content-type": "text/plain", origin: url },
    { "content-type": "application/x-www-form-urlencoded", origin: url, "sec-fetch-site": "same-origin" },
    { "content-type": "multipart/form-data; boundary=x", origin: url, "sec-fetch-site": "same-origin" },
  ];
  for (const headers of attempts) expect((await post(headers)).status, JSON.stringify(headers)).toBe(403);
  expect(await user.trpc.account.list.query()).toEqual([]);
  expect((await post({ "content-type": json, origin: url, "sec-fetch-site": "same-origin" })).status).toBe(200);
});

test("who tries passwords is held up, and the owner of the address isn't locked out elsewhere", async ({
  installation,
}) => {
  const user = await installation.signUp();
  const answers: number[] = [];
  for (let attempt = 0; attempt < 12; attempt++) {
    const error = await user.trpc.auth.signIn.mutate({ email: user.email, password: `guess number ${attempt}` }).then(
      () => undefined,
      (reason: { data?: { httpStatus?: number } }) => reason.data?.httpStatus,
    );
    answers.push(error ?? 200);
  }
  expect(answers.slice(0, 10)).toEqual(Array(10).fill(401));
  expect(answers.slice(10)).toEqual([429, 429]);
  // Another user from the same place signs in as ever.
  const other = await installation.signUp();
  expect(await other.trpc.auth.signIn.mutate({ email: other.email, password: PASSWORD })).toMatchObject({
    status: "signed_in",
  });
});
