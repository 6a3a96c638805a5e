import fc from "fast-check";
import { expect, test } from "vitest";
import { ownPath } from "./own-path";

test.each([
  {
    next: "/accounts/acc_1/inbox?filter=waiting",
    to: "/accounts/acc_1/inbox?filter=waiting",
    why: "an own path with a query",
  },
  { next: undefined, to: "/", why: "nothing given" },
  { next: "", to: "/", why: "empty" },
  { next: "accounts", to: "/", why: "relative" },
  { next: "https://example.org/", to: "/", why: "another site" },
  { next: "//example.org", to: "/", why: "another site without a scheme" },
  { next: "/\\example.org", to: "/", why: "a backslash is a slash to browsers" },
  { next: "/\t/example.org", to: "/", why: "a tab is dropped by browsers" },
  { next: "/.//example.org", to: "/", why: "a dot segment is dropped by browsers" },
  { next: "javascript:alert(1)", to: "/", why: "a script" },
])("$next leads to $to ($why)", ({ next, to }) => {
  expect(ownPath(next)).toBe(to);
});

test("whatever is given, a browser on our site stays on our site", () => {
  const tricky = fc.string({ unit: fc.constantFrom("/", "\\", "\t", "\n", ".", "@", ":", "a", "?", "#", "%2f") });
  fc.assert(
    fc.property(fc.oneof(tricky, fc.webUrl(), fc.string()), (next) => {
      expect(new URL(ownPath(next), "https://parley.example").host).toBe("parley.example");
    }),
  );
});
