import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { judgeModelServer } from "@/domain/agent/model-server-url";
import { FetchRefused } from "@/server/fetch-refused";
import { OTHER_SITE, SITE, TestWeb } from "./fixtures/test-web";
import { createGuardedFetch, findPrivateAddress } from "./guarded-fetch";

let web: TestWeb;
beforeEach(() => {
  web = new TestWeb();
});
afterEach(() => web.close());

const URL_OF_MODELS = "https://models.example/v1/chat/completions";
const post = (url: string, { allowed = [] as string[], ...init }: RequestInit & { allowed?: string[] } = {}) =>
  createGuardedFetch({ network: web.network, judge: (at) => judgeModelServer(at, allowed) })(url, {
    method: "POST",
    headers: { authorization: "Bearer key", "content-type": "application/json" },
    body: '{"question":"größe?"}',
    ...init,
  });
const reasonOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  const refusal = error instanceof FetchRefused ? error : error?.cause;
  return refusal instanceof FetchRefused ? refusal.reason : error;
};
const models = async (listener: Parameters<TestWeb["serve"]>[1] & { https: unknown }) => {
  web.name("models.example", [SITE]);
  await web.serve(`${SITE}:443`, listener);
};

test("a call goes through whole, and so does its answer", async () => {
  let heard = "";
  await models({
    names: ["models.example"],
    https: (req, res) => {
      req.on("data", (part: Buffer) => {
        heard += part.toString("utf8");
      });
      req.on("end", () => {
        heard += ` ${req.headers.authorization}`;
        const headers = { "content-type": "application/json", "content-encoding": "gzip", "retry-after": "3" };
        res.writeHead(429, headers).end(gzipSync('{"ok":"é"}'));
      });
    },
  });
  const response = await post(URL_OF_MODELS);
  expect(heard).toBe('{"question":"größe?"} Bearer key');
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "3"]);
  expect(await response.json()).toEqual({ ok: "é" });
});

test("a redirect is an answer: the key doesn't follow it", async () => {
  await models({
    names: ["models.example"],
    https: (_, res) => res.writeHead(307, { location: "https://evil.example/" }).end(),
  });
  web.name("evil.example", [OTHER_SITE]);
  expect((await post(URL_OF_MODELS)).status).toBe(307);
  expect(web.dialled).toEqual([`${SITE}:443`]);
});

describe("only the public web is reached", () => {
  test.each([["127.0.0.1"], ["10.1.2.3"], ["169.254.169.254"], ["::1"], [SITE, "192.168.1.1"]])(
    "a name that leads to %s is refused before anything is sent",
    async (...addresses) => {
      web.name("models.example", addresses);
      expect(await reasonOf(post(URL_OF_MODELS))).toBe("private_address");
      expect(web.dialled).toEqual([]);
      expect(await findPrivateAddress(web.network, new URL(URL_OF_MODELS))).toBe("private_address");
    },
  );

  test("a name that leads elsewhere a moment later gains nothing", async () => {
    web.name("models.example", [SITE], ["127.0.0.1"]);
    expect(await findPrivateAddress(web.network, new URL(URL_OF_MODELS))).toBeUndefined();
    expect(await reasonOf(post(URL_OF_MODELS))).toBe("private_address");
    expect(web.dialled).toEqual([]);
  });

  test("an unencrypted address is asked nothing", async () => {
    web.name("models.example", [SITE]);
    expect(await reasonOf(post("http://models.example/v1"))).toBe("private_address");
    expect(web.lookups).toEqual([]);
  });

  test("a certificate for another name is not trusted", async () => {
    await models({ names: ["other.example"], https: (_, res) => res.end("{}") });
    expect(await reasonOf(post(URL_OF_MODELS))).toBe("bad_certificate");
    expect(web.requests).toEqual([]);
  });
});

test("a host that the installation allows is reached where it stands, at its port and at no other", async () => {
  await web.serve("127.0.0.1:11434", { http: (_, res) => res.end('{"ok":true}') });
  const allowed = ["127.0.0.1:11434"];
  expect(await (await post("http://127.0.0.1:11434/v1", { allowed })).json()).toEqual({ ok: true });
  expect(await reasonOf(post("http://127.0.0.1:11435/v1", { allowed }))).toBe("unusual_port");
  expect(await reasonOf(post("http://127.0.0.1:11434/v1"))).toBe("unusual_port");
  expect(web.dialled).toEqual(["127.0.0.1:11434"]);
});

test("whoever asks can stop it, and hears why", async () => {
  await models({ names: ["models.example"], https: () => undefined });
  const stop = new AbortController();
  const call = post(URL_OF_MODELS, { signal: stop.signal });
  await expect.poll(() => web.requests.length).toBe(1);
  stop.abort(new Error("enough"));
  await expect(call).rejects.toThrow("enough");
  await expect.poll(() => web.openSockets()).toBe(0);
});

test("an answer without end is cut off", async () => {
  await models({
    names: ["models.example"],
    https: (_, res) => {
      const more = () => res.write("x".repeat(64 * 1024), () => !res.destroyed && more());
      more();
    },
  });
  expect(await reasonOf(post(URL_OF_MODELS))).toBe("too_large");
});
