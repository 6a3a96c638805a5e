import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HttpPort, type HttpPortOptions, headersCookies, httpCookies } from "./http";

interface Exchange {
  port: HttpPort;
  setCookies: () => string[];
  header: (name: string) => unknown;
  requestCookie: () => string | null | undefined;
}

function overNode(cookie: string, options?: HttpPortOptions): Exchange & { res: ServerResponse } {
  const req = new IncomingMessage(new Socket());
  req.headers.cookie = cookie;
  const res = new ServerResponse(req);
  return {
    port: httpCookies(req, res, options),
    setCookies: () => [res.getHeader("set-cookie") ?? []].flat().map(String),
    header: (name) => res.getHeader(name),
    requestCookie: () => req.headers.cookie,
    res,
  };
}

function overHeaders(cookie: string, options?: HttpPortOptions): Exchange {
  const request = new Headers({ cookie });
  const response = new Headers();
  return {
    port: headersCookies(request, response, options),
    setCookies: () => response.getSetCookie(),
    header: (name) => response.get(name),
    requestCookie: () => request.get("cookie"),
  };
}

const OPTIONS = { path: "/", httpOnly: true, sameSite: "lax" } as const;

describe.each([
  ["node:http", overNode],
  ["Headers", overHeaders],
])("cookies over %s", (_, open) => {
  test("a written cookie is on the response, and later readers of the same request see it", () => {
    const { port, setCookies, requestCookie, header } = open("theme=dark; session=old");
    port.writeCookies([{ name: "session", value: "new", options: OPTIONS }], { "Cache-Control": "no-store" });
    expect(setCookies()).toEqual(["session=new; Path=/; HttpOnly; SameSite=Lax"]);
    expect(header("cache-control")).toBe("no-store");
    expect(requestCookie()).toBe("theme=dark; session=new");
    expect(port.readCookies()).toContainEqual({ name: "session", value: "new" });
  });

  test("a cookie with a lifetime of 0 is gone for the rest of the request", () => {
    const { port, setCookies } = open("session=old; theme=dark");
    port.writeCookies([{ name: "session", value: "", options: { ...OPTIONS, maxAge: 0 } }], {});
    expect(setCookies()[0]).toMatch(/^session=; Max-Age=0/);
    expect(port.readCookies()).toEqual([{ name: "theme", value: "dark" }]);
  });

  test("of two writes of one cookie the last counts, and others stay", () => {
    const { port, setCookies } = open("");
    port.writeCookies([{ name: "a", value: "1", options: OPTIONS }], {});
    port.writeCookies([{ name: "b", value: "2", options: OPTIONS }], {});
    port.writeCookies([{ name: "a", value: "3", options: OPTIONS }], {});
    expect(setCookies().map((line) => line.split(";")[0])).toEqual(["b=2", "a=3"]);
  });

  test("any value comes back as it was written", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (value) => {
        const { port } = open("");
        port.writeCookies([{ name: "session", value, options: OPTIONS }], {});
        expect(port.readCookies()).toEqual([{ name: "session", value }]);
      }),
    );
  });

  test("cookies are Secure exactly when people come over https", () => {
    expect(open("", { publicUrl: "https://parley.example" }).port.isSecure).toBe(true);
    expect(open("", { publicUrl: "http://localhost:3000" }).port.isSecure).toBe(false);
    expect(open("").port.isSecure).toBe(false);
  });
});

test("writing after an event stream has begun doesn't throw, and the request still sees the new session", () => {
  const { port, res, requestCookie } = overNode("session=old");
  res.writeHead(200);
  port.writeCookies([{ name: "session", value: "new", options: OPTIONS }], { "Cache-Control": "no-store" });
  expect(requestCookie()).toBe("session=new");
});

test("X-Forwarded-For is believed only behind our own proxy, and only its last entry", () => {
  const request = new Headers({ "x-forwarded-for": "6.6.6.6, 203.0.113.9" });
  expect(headersCookies(request, new Headers()).clientAddress).toBeNull();
  expect(headersCookies(request, new Headers(), { isBehindProxy: true }).clientAddress).toBe("203.0.113.9");
});
