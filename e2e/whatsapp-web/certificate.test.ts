import { X509Certificate } from "node:crypto";
import { connect, createSecureContext, createServer } from "node:tls";
import { expect, test } from "vitest";
import { createCertificate } from "./certificate";

const HOSTS = ["web.whatsapp.com", "*.whatsapp.net"];

test("the certificate parses, names its hosts and is signed by its own key", () => {
  const { certificatePem } = createCertificate(HOSTS);
  const parsed = new X509Certificate(certificatePem);
  expect(parsed.checkHost("web.whatsapp.com")).toBe("web.whatsapp.com");
  expect(parsed.checkHost("mmg.whatsapp.net")).toBe("*.whatsapp.net");
  expect(parsed.checkHost("example.com")).toBeUndefined();
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(new Date(parsed.validFrom).getTime()).toBeLessThan(Date.now());
  expect(new Date(parsed.validTo).getTime()).toBeGreaterThan(Date.now());
});

test("a TLS client that trusts the certificate completes the handshake", async () => {
  const { certificatePem, keyPem } = createCertificate(HOSTS);
  const server = createServer({ key: keyPem, cert: certificatePem }, (socket) => socket.end("hello"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const client = connect({ host: "127.0.0.1", port, servername: HOSTS[0], ca: certificatePem });
  const received = await new Promise<string>((resolve, reject) => {
    client.on("data", (bytes: Buffer) => resolve(bytes.toString()));
    client.on("error", reject);
  });
  expect(received).toBe("hello");
  server.close();
});

test("it can be used whatever the length of its names", () => {
  for (let length = 1; length <= 48; length++) {
    const { certificatePem, keyPem } = createCertificate([`${"a".repeat(length)}.example`]);
    expect(() => createSecureContext({ key: keyPem, cert: certificatePem })).not.toThrow();
  }
});
