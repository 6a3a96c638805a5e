import { describe, expect, test } from "vitest";
import { decidePageAccess, isStaticPath } from "./page-access";

describe("decidePageAccess", () => {
  test.each([
    ["/accounts", "", false, "/sign-in?next=%2Faccounts"],
    ["/accounts/acc_1/inbox", "?c=1", false, "/sign-in?next=%2Faccounts%2Facc_1%2Finbox%3Fc%3D1"],
    ["/", "", false, "/sign-in"],
    ["/sign-in", "", true, "/"],
    ["/sign-up", "", true, "/"],
    ["/forgot-password", "", true, "/"],
    ["/profile", "", false, "/sign-in?next=%2Fprofile"],
  ])("%s%s with a session: %s goes to %s", (pathname, search, isSignedIn, location) => {
    expect(decidePageAccess({ pathname, search, isSignedIn })).toEqual({ kind: "redirect", location });
  });

  test.each([
    ["/sign-in", false],
    ["/sign-up", false],
    ["/accounts", true],
    ["/", true],
    ["/forgot-password", false],
    ["/auth/confirm", false],
    ["/auth/confirm", true],
    ["/invitation", false],
    ["/invitation", true],
    ["/reset-password", true],
    ["/dev/mail", false],
    ["/design", false],
  ])("%s with a session: %s is shown", (pathname, isSignedIn) => {
    expect(decidePageAccess({ pathname, search: "", isSignedIn })).toEqual({ kind: "allow" });
  });
});

test("static files are told apart from pages, and an id with a dot-like end stays a page", () => {
  expect(isStaticPath("/_next/static/chunks/a.js")).toBe(true);
  expect(isStaticPath("/favicon.svg")).toBe(true);
  expect(isStaticPath("/accounts/acc_1/inbox")).toBe(false);
  expect(isStaticPath("/")).toBe(false);
});
