/**
 * A self-signed certificate for one run, made with node:crypto alone: an X.509 v3 certificate (RFC 5280) over a fresh
 * P-256 key, its DER written by hand. The browser is told to trust exactly this key.
 */
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const DNS_NAME = 0x82;
const VERSION_FIELD = 0xa0;
const EXTENSIONS_FIELD = 0xa3;

const DAY_MS = 24 * 60 * 60 * 1000;

export interface Certificate {
  keyPem: string;
  certificatePem: string;
  /** Base64 SHA-256 of the public key, for Chromium's --ignore-certificate-errors-spki-list. */
  publicKeyHash: string;
}

function tagged(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.from(content.length.toString(16).padStart(4, "0"), "hex");
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content]);
}

/** Base 128 with continuation bits; the first two arcs share a byte (X.690, 8.19). */
function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = rest.flatMap((arc) => {
    const digits = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return tagged(OBJECT_IDENTIFIER, Buffer.from([first * 40 + second, ...bytes]));
}

const bitString = (bytes: Buffer) => tagged(BIT_STRING, Buffer.from([0]), bytes);
const utcTime = (instant: Date) =>
  tagged(UTC_TIME, Buffer.from(`${instant.toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`));

const commonName = (name: string) =>
  tagged(SEQUENCE, tagged(SET, tagged(SEQUENCE, objectIdentifier("2.5.4.3"), tagged(UTF8_STRING, Buffer.from(name)))));

const alternativeNames = (hosts: readonly string[]) =>
  tagged(
    SEQUENCE,
    objectIdentifier("2.5.29.17"),
    tagged(OCTET_STRING, tagged(SEQUENCE, ...hosts.map((host) => tagged(DNS_NAME, Buffer.from(host))))),
  );

/** Without an empty line at the end, which OpenSSL refuses: a last line may be as long as the others. */
const toPem = (label: string, der: Buffer) =>
  `-----BEGIN ${label}-----\n${der.toString("base64").replace(/.{1,64}/g, "$&\n")}-----END ${label}-----\n`;

/** Valid from yesterday for thirty days: clocks of two machines may differ. */
export function createCertificate(hosts: readonly string[], now = new Date()): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const ecdsaWithSha256 = tagged(SEQUENCE, objectIdentifier("1.2.840.10045.4.3.2"));
  const name = commonName(hosts[0] ?? "localhost");
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(15)]);
  const body = tagged(
    SEQUENCE,
    tagged(VERSION_FIELD, tagged(INTEGER, Buffer.from([2]))),
    tagged(INTEGER, serial),
    ecdsaWithSha256,
    name,
    tagged(SEQUENCE, utcTime(new Date(now.getTime() - DAY_MS)), utcTime(new Date(now.getTime() + 30 * DAY_MS))),
    name,
    spki,
    tagged(EXTENSIONS_FIELD, tagged(SEQUENCE, alternativeNames(hosts))),
  );
  const signature = sign("sha256", body, privateKey);
  return {
    keyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificatePem: toPem("CERTIFICATE", tagged(SEQUENCE, body, ecdsaWithSha256, bitString(signature))),
    publicKeyHash: createHash("sha256").update(spki).digest("base64"),
  };
}
