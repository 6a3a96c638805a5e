import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UPLOAD_HEADER } from "@/domain/access/upload-header";
import { isSameOriginMutation } from "./origin";

const own = {
  origin: "http://localhost:3000",
  "sec-fetch-site": "same-origin",
  "content-type": "application/json",
};
const site = { host: "localhost:3000" };

describe("a mutation of our own pages", () => {
  test.each([
    ["with everything a browser sends", own],
    ["with a charset", { ...own, "content-type": "application/json; charset=utf-8" }],
    ["without Sec-Fetch-Site (older browsers)", { ...own, "sec-fetch-site": undefined }],
    ["without Origin", { ...own, origin: undefined }],
    ["uploading a form", { ...own, "content-type": "multipart/form-data; boundary=x", [UPLOAD_HEADER]: "1" }],
    ["uploading bytes", { ...own, "content-type": "application/octet-stream", [UPLOAD_HEADER]: "1" }],
  ])("passes %s", (_, headers) => {
    expect(isSameOriginMutation(headers, site)).toBe(true);
  });
});

describe("a foreign mutation", () => {
  test.each([
    ["from another site", { ...own, origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    [
      "from another site that a proxy stripped of Sec-Fetch-Site",
      { ...own, origin: "https://evil.example", "sec-fetch-site": undefined },
    ],
    ["from a subdomain or another port", { ...own, origin: "http://localhost:3001", "sec-fetch-site": "same-site" }],
    [
      "from another port without Sec-Fetch-Site",
      { ...own, origin: "http://localhost:3001", "sec-fetch-site": undefined },
    ],
    ["from a name that starts like ours", { ...own, origin: "http://localhost:3000.evil.example" }],
    ["from a name that ends like ours", { ...own, origin: "http://evil-localhost:3000" }],
    ["from a sandboxed frame", { ...own, origin: "null" }],
    ["typed into the address bar", { ...own, origin: undefined, "sec-fetch-site": "none" }],
    ["that says nothing about where it is from", { "content-type": "application/json" }],
    ["as a plain form", { ...own, "content-type": "application/x-www-form-urlencoded" }],
    ["as text that happens to be JSON", { ...own, "content-type": "text/plain" }],
    ["as an upload without our header", { ...own, "content-type": "multipart/form-data; boundary=x" }],
    ["without a content type", { ...own, "content-type": undefined }],
    ["with two origins", { ...own, origin: ["http://localhost:3000", "https://evil.example"] }],
    ["with credentials in the origin", { ...own, origin: "http://localhost:3000@evil.example" }],
  ])("is refused %s", (_, headers) => {
    expect(isSameOriginMutation(headers, site)).toBe(false);
  });
});

test("behind a proxy the public address counts, not the name the proxy uses for us", () => {
  const behindProxy = { publicUrl: "https://parley.example/", host: "10.0.0.7:3000" };
  expect(isSameOriginMutation({ ...own, origin: "https://parley.example" }, behindProxy)).toBe(true);
  expect(isSameOriginMutation({ ...own, origin: "http://parley.example" }, behindProxy)).toBe(false);
  expect(isSameOriginMutation({ ...own, origin: "http://10.0.0.7:3000" }, behindProxy)).toBe(false);
});

test("no origin but our own ever passes", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string(),
        fc.domain().map((domain) => `https://${domain}`),
      ),
      (origin) => {
        fc.pre(origin !== "http://localhost:3000" && origin !== "https://localhost:3000");
        expect(isSameOriginMutation({ ...own, origin }, site)).toBe(false);
      },
    ),
  );
});
