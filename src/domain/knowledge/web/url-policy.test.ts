import fc from "fast-check";
import { expect, test } from "vitest";
import { checkPageUrl, checkTypedAddress, isBelow, isSameSite } from "./url-policy";

const accepted = (text: string, base?: string) => {
  const check = checkPageUrl(text, base);
  return check.ok ? check.url : check.reason;
};

test.each([
  ["https://Shop.Example/Help", "https://shop.example/Help", "the host in small letters, the path as it is"],
  ["http://shop.example:80/", "http://shop.example/", "the scheme's own port left out"],
  ["https://shop.example:443", "https://shop.example/", "and a path is always there"],
  ["https://shop.example./a", "https://shop.example/a", "no dot after the host"],
  ["https://shop.example/a#b", "https://shop.example/a", "no fragment"],
  ["https://shop.example/a?", "https://shop.example/a", "no empty query"],
  ["https://shop.example/%7euser/%c3%a9?q=%41", "https://shop.example/~user/%C3%A9?q=A", "one spelling of octets"],
  ["https://shop.example/a/../b/./c", "https://shop.example/b/c", "no detours"],
  ["https://bücher.example/größe", "https://xn--bcher-kva.example/gr%C3%B6%C3%9Fe", "names in other scripts"],
  ["https://shop.example/100%", "https://shop.example/100%25", "a lone percent sign"],
  ["http://8.8.8.8/", "http://8.8.8.8/", "a public address"],
  ["http://[2606:4700::1111]/", "http://[2606:4700::1111]/", "a public IPv6 address"],
])("%s becomes %s: %s", (text, url) => expect(accepted(text)).toBe(url));

test.each([
  ["ftp://shop.example/", "not_a_web_address"],
  ["file:///etc/passwd", "not_a_web_address"],
  ["javascript:alert(1)", "not_a_web_address"],
  ["//shop.example/", "not_a_web_address"],
  ["https://", "not_a_web_address"],
  ["https://a..b/", "not_a_web_address"],
  ["https://-shop.example/", "not_a_web_address"],
  [`https://${"a".repeat(64)}.example/`, "not_a_web_address"],
  [`https://${"a.".repeat(130)}example/`, "not_a_web_address"],
  ["https://user@shop.example/", "has_credentials"],
  ["https://:secret@shop.example/", "has_credentials"],
  ["https://shop.example:8443/", "unusual_port"],
  ["http://shop.example:443/", "unusual_port"],
  ["http://shop.example:22/", "unusual_port"],
  [`https://shop.example/${"a".repeat(2048)}`, "address_too_long"],
  [`https://shop.example/${"ö".repeat(700)}`, "address_too_long"],
  ["http://localhost/", "private_address"],
  ["http://localhost./", "private_address"],
  ["http://LOCALHOST/", "private_address"],
  ["http://app.localhost/", "private_address"],
  ["http://intranet/", "private_address"],
  ["http://printer.local/", "private_address"],
  ["http://metadata.google.internal/", "private_address"],
  ["http://router.home.arpa/", "private_address"],
  ["http://127.0.0.1/", "private_address"],
  ["http://127.0.0.1./", "private_address"],
  ["http://0x7f.1/", "private_address"],
  ["http://0177.0.0.1/", "private_address"],
  ["http://2130706433/", "private_address"],
  ["http://017700000001/", "private_address"],
  ["http://%31%32%37.0.0.1/", "private_address"],
  ["http://①②⑦.0.0.1/", "private_address"],
  ["http://0/", "private_address"],
  ["http://169.254.169.254/latest/meta-data/", "private_address"],
  ["http://[::1]/", "private_address"],
  ["http://[::ffff:127.0.0.1]/", "private_address"],
  ["http://[::ffff:7f00:1]/", "private_address"],
  ["http://[64:ff9b::169.254.169.254]/", "private_address"],
])("%s is refused: %s", (text, reason) => expect(accepted(text)).toBe(reason));

test("a relative address is taken from where it stands, and judged like any other", () => {
  expect(accepted("../b?x=1", "https://shop.example/a/c")).toBe("https://shop.example/b?x=1");
  expect(accepted("//10.0.0.1/", "https://shop.example/")).toBe("private_address");
});

test.each([
  ["shop.example/help", "https://shop.example/help"],
  ["  http://shop.example ", "http://shop.example/"],
])("typed %j means %s", (text, url) => expect(checkTypedAddress(text)).toEqual({ ok: true, url }));
test("a typed address with a port is told so, and a typed mail address is none", () => {
  expect(checkTypedAddress("shop.example:8080")).toEqual({ ok: false, reason: "unusual_port" });
  expect(checkTypedAddress("mailto:a@shop.example")).toEqual({ ok: false, reason: "not_a_web_address" });
});

const urlParts = fc.tuple(
  fc.constantFrom("http", "https", "HTTPS"),
  fc.oneof(
    fc.domain(),
    fc.ipV4(),
    fc.ipV6().map((address) => `[${address}]`),
    fc.string(),
  ),
  fc.string({
    unit: fc.constantFrom("/", "a", "%", "2", "f", "E", "4", "1", ".", "é", "?", "#", "*", "\\", " ", "\ud800"),
  }),
);

test("normalising twice changes nothing more, and never makes another address of it", () => {
  fc.assert(
    fc.property(urlParts, ([scheme, host, rest]) => {
      const once = checkPageUrl(`${scheme}://${host}/${rest}`);
      if (!once.ok) return;
      expect(checkPageUrl(once.url)).toEqual(once);
      const url = new URL(once.url);
      expect([url.hash, url.port, url.username, url.password]).toEqual(["", "", "", ""]);
      expect(url.href).toBe(once.url);
    }),
    { numRuns: 3000 },
  );
});

test("any text at all is answered with an address or a reason", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
      (text) => void checkTypedAddress(text),
    ),
  );
});

test("a site is one host, whether it says www or not", () => {
  expect(isSameSite("http://shop.example/a", "https://www.shop.example/b")).toBe(true);
  expect(isSameSite("https://shop.example/", "https://help.shop.example/")).toBe(false);
  expect(isSameSite("https://shop.example/", "https://notshop.example/")).toBe(false);
  expect(isSameSite("https://shop.example/", "https://shop.example.evil.example/")).toBe(false);
});

test.each([
  ["https://s.example/help", "/help", true],
  ["https://s.example/help/returns", "/help", true],
  ["https://s.example/help/returns", "/help/", true],
  ["https://s.example/helpers", "/help", false],
  ["https://s.example/", "/help", false],
  ["https://s.example/anything", "/", true],
])("%s below %s: %s", (url, scope, below) => expect(isBelow(url, `https://s.example${scope}`)).toBe(below));
