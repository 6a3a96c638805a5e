import { readFileSync } from "node:fs";
import { parseDocument } from "htmlparser2";
import { describe, expect, test } from "vitest";
import { projectPath } from "@/server/project-root";
import { linearRgb, readToken } from "@/test/oklch";
import { LOOK, type LookToken } from "./look";
import type { Mail, OwnPath } from "./mail";
import { renderMail } from "./render";

const SITE = "https://parley.example";
const path: OwnPath = "/auth/confirm?token_hash=abc_-123&type=signup";
const code = "048213";
const HOSTILE = `<img src=x onerror=alert(1)> "evil.example" https://evil.example\r\nBcc: thief@evil.example`;
const account = { accountName: HOSTILE, path };

/** Every template, as each of its readers gets it. */
const MAILS: { [Template in Mail["template"]]: Extract<Mail, { template: Template }>[] } = {
  confirm_email: [{ template: "confirm_email", path, code }],
  recover: [{ template: "recover", path, code }],
  change_email: (["current", "new"] as const).map((mailbox) => {
    return { template: "change_email", path, code, mailbox, newEmail: HOSTILE };
  }),
  magic_link: [{ template: "magic_link", path, code }],
  reauthenticate: [{ template: "reauthenticate", code }],
  invite_user: [{ template: "invite_user", path, code }],
  team_invitation: [HOSTILE, null].map((invitedBy) => {
    return { template: "team_invitation", role: "admin", invitedBy, expiresAt: "2026-03-14T09:00:00Z", ...account };
  }),
  role_changed: (["owner", "viewer", "removed"] as const).flatMap((role) =>
    [HOSTILE, null].map((changedBy) => ({ template: "role_changed" as const, role, changedBy, ...account })),
  ),
  password_changed: [{ template: "password_changed", path }],
  email_changed: [{ template: "email_changed", newEmail: HOSTILE, path }],
  number_disconnected: ["351912345678", null].map((phoneNumber) => {
    return { template: "number_disconnected", phoneNumber, reason: "The phone removed this device.", ...account };
  }),
};

const attributes = (html: string, name: string) =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, "g"))].map(([, value = ""]) => value.replaceAll("&amp;", "&"));
const unescapedTags = (html: string) =>
  JSON.stringify(parseDocument(html), (key, value) =>
    key === "parent" || key === "prev" || key === "next" ? undefined : value,
  );

describe.each(
  Object.values(MAILS)
    .flat()
    .map((mail) => ({ mail, name: mail.template })),
)("$name", ({ mail }) => {
  const link = "path" in mail ? `${SITE}${mail.path}` : null;

  test("says the same as HTML and as plain text, and links to our own page alone", async () => {
    const { html, text, subject } = await renderMail(mail, `${SITE}/`);
    expect([...new Set(attributes(html, "href"))]).toEqual(link ? [link] : []);
    expect(attributes(html, "src")).toEqual([]);
    expect(text.match(/https?:\/\/\S+/g) ?? []).toEqual(link ? [link] : []);
    expect(text).toContain(subject);
    if (!link) expect(text).toContain(code);
  });

  test("has one button at most, and its link as text below", async () => {
    const { html } = await renderMail(mail, SITE);
    expect(attributes(html, "href")).toHaveLength(link ? 2 : 0);
    if (link) expect(html.replaceAll("&amp;", "&")).toContain(`>${link}</a>`);
  });

  test("lets nothing that was typed become markup, a link or a header", async () => {
    const { html, text, subject } = await renderMail(mail, SITE);
    const ofTyped = (shown: string) => (link ? shown.replaceAll("&amp;", "&").replaceAll(link, "") : shown);
    expect(unescapedTags(html)).not.toMatch(/"name":"(img|script|iframe|form)"|onerror":/);
    for (const shown of [html, text, subject]) expect(ofTyped(shown)).not.toMatch(/evil\.example|https:\/\/evil/);
    expect(subject).not.toMatch(/[\r\n]/);
  });

  test("can be read in the dark: each colour has its counterpart", async () => {
    const { html } = await renderMail(mail, SITE);
    const dark = /prefers-color-scheme: dark\)\{([^<]*)\}/.exec(html)?.[1] ?? "";
    const tinted = [...html.matchAll(/<\w+[^>]*style="[^"]*#[\da-f]{6}[^"]*"[^>]*>/g)].map(([tag]) => tag);
    expect(tinted.length).toBeGreaterThan(5);
    for (const tag of tinted) {
      const names = attributes(tag, "class").flatMap((list) => list.split(" "));
      expect({ tag, names }).toEqual({ tag, names: tag.match(/#[\da-f]{6}/g)?.map(() => expect.any(String)) });
      for (const name of names) expect(dark).toContain(`.${name}{`);
    }
    expect(html).toMatch(/<html[^>]* dir="ltr"[^>]*>/);
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
  });
});

test("a code is shown where somebody is asked to type one, and only there", async () => {
  const shown = await Promise.all(
    Object.values(MAILS)
      .flat()
      .map(async (mail) => {
        const { html, text } = await renderMail(mail, SITE);
        expect(html.includes(code)).toBe(text.includes(code));
        return text.includes(code) ? mail.template : null;
      }),
  );
  expect(shown.filter((template) => template !== null)).toEqual(["magic_link", "reauthenticate"]);
});

test("what is linked stays on our host, whatever the path says", async () => {
  for (const odd of ["//evil.example/x", "/@evil.example", "/\\evil.example"] as OwnPath[]) {
    const { html } = await renderMail({ template: "recover", path: odd, code }, SITE);
    expect(new URL(attributes(html, "href")[0] ?? "").host).toBe("parley.example");
  }
});

test("the colours are those of the pages", () => {
  const css = readFileSync(projectPath("src/app/globals.css"), "utf8");
  for (const token of Object.keys(LOOK) as LookToken[]) {
    const colours = (["light", "dark"] as const).map((theme) => toHex(readToken(css, token, theme)));
    expect({ token, colours }).toEqual({ token, colours: LOOK[token] });
  }
});

/** As sRGB in hexadecimal. */
function toHex(oklch: string): string {
  const encode = (value: number) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
  const digits = linearRgb(oklch).map((value) => Math.round(encode(value) * 255));
  return `#${digits.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
