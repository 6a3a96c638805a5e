import { expect, test } from "vitest";
import { isDeveloperRequest } from "./developer";

const ALONE = { HOST: "127.0.0.1", PARLEY_BEHIND_PROXY: false, PARLEY_ALLOW_REMOTE: false };

function aRequest({ from = "127.0.0.1", host = "localhost:3000", headers = {} } = {}) {
  return { headers: { host, ...headers }, socket: { remoteAddress: from } } as Parameters<typeof isDeveloperRequest>[0];
}

test.each([
  { from: "127.0.0.1", host: "localhost:3000" },
  { from: "::1", host: "[::1]:3000" },
  { from: "::ffff:127.0.0.1", host: "127.0.0.1" },
])("a browser on this machine, $from asking for $host, is a developer's", (request) => {
  expect(isDeveloperRequest(aRequest(request), ALONE)).toBe(true);
});

test.each([
  { why: "from another machine", request: { from: "192.168.1.7" } },
  { why: "from a connection that is gone", request: { from: "" } },
  { why: "through a proxy", request: { headers: { "x-forwarded-for": "203.0.113.9" } } },
  { why: "through a proxy that says so otherwise", request: { headers: { via: "1.1 somewhere" } } },
  { why: "of a page whose name was pointed here", request: { host: "evil.example:3000" } },
  { why: "without a host", request: { host: "" } },
  { why: "with localhost as user name only", request: { host: "localhost@evil.example" } },
])("a request $why is not", ({ request }) => {
  expect(isDeveloperRequest(aRequest(request), ALONE)).toBe(false);
});

test.each([
  { HOST: "0.0.0.0" },
  { PARLEY_ALLOW_REMOTE: true },
  { PARLEY_BEHIND_PROXY: true },
  { PARLEY_PUBLIC_URL: "https://parley.example.com" },
])("an installation that others can reach has no developer: %o", (exposure) => {
  expect(isDeveloperRequest(aRequest(), { ...ALONE, ...exposure })).toBe(false);
});
