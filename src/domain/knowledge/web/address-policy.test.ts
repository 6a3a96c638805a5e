import { BlockList, isIP } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isPublicAddress } from "./address-policy";
import { parseAddress } from "./ip-address";

const ipv6FromBytes = (bytes: readonly number[]) =>
  Array.from({ length: 8 }, (_, index) => ((bytes[2 * index]! << 8) | bytes[2 * index + 1]!).toString(16)).join(":");
const octets = (length: number) => fc.array(fc.nat(255), { minLength: length, maxLength: length });
const anyIpv4 = octets(4).map((bytes) => bytes.join("."));

test.each([
  ["8.8.8.8", "a public address"],
  ["100.63.255.255", "right below carrier-grade translation"],
  ["100.128.0.0", "right above it"],
  ["172.15.255.255", "right below the private range"],
  ["172.32.0.0", "right above it"],
  ["192.0.1.0", "between two special ranges"],
  ["198.20.0.0", "right above measurements"],
  ["223.255.255.255", "right below multicast"],
  ["168.63.129.15", "beside Azure's own"],
  ["2606:4700::1111", "public IPv6"],
  ["2001:200::1", "right above protocol assignments"],
  ["::ffff:8.8.8.8", "a public address, mapped"],
  ["64:ff9b::808:808", "a public address behind NAT64"],
])("%s is public (%s)", (address) => expect(isPublicAddress(address)).toBe(true));

test.each([
  ["0.0.0.0", "this host"],
  ["0.1.2.3", "this network"],
  ["10.0.0.1", "private"],
  ["100.64.0.1", "carrier-grade translation"],
  ["100.100.100.200", "metadata of a cloud, in it"],
  ["127.0.0.1", "loopback"],
  ["127.255.255.254", "loopback"],
  ["168.63.129.16", "Azure's own"],
  ["169.254.169.254", "metadata of clouds"],
  ["172.16.0.1", "private"],
  ["172.31.255.255", "private"],
  ["192.0.0.192", "metadata of a cloud"],
  ["192.0.2.1", "documentation"],
  ["192.88.99.1", "6to4 relay"],
  ["192.168.1.1", "private"],
  ["198.19.255.255", "measurements"],
  ["198.51.100.1", "documentation"],
  ["203.0.113.1", "documentation"],
  ["224.0.0.1", "multicast"],
  ["240.0.0.1", "reserved"],
  ["255.255.255.255", "broadcast"],
  ["::", "unspecified"],
  ["::1", "loopback"],
  ["::7f00:1", "IPv4-compatible"],
  ["::8.8.8.8", "IPv4-compatible, even of a public address"],
  ["::ffff:127.0.0.1", "mapped loopback"],
  ["::ffff:7f00:1", "mapped loopback, in hexadecimal"],
  ["::ffff:0:127.0.0.1", "translated loopback"],
  ["64:ff9b::a9fe:a9fe", "metadata behind NAT64"],
  ["64:ff9b:1::808:808", "NAT64 of a local network"],
  ["100::1", "discarded"],
  ["2001::1", "Teredo"],
  ["2001:20::1", "ORCHID"],
  ["2001:db8::1", "documentation"],
  ["2002:7f00:1::", "6to4 of loopback"],
  ["2002:808:808::1", "6to4, even of a public address"],
  ["3fff::1", "documentation"],
  ["4000::1", "handed out to nobody"],
  ["5f00::1", "segment routing"],
  ["fc00::1", "unique local"],
  ["fd00:ec2::254", "metadata of a cloud"],
  ["fe80::1", "link-local"],
  ["fec0::1", "site-local"],
  ["ff02::1", "multicast"],
])("%s is not public (%s)", (address) => expect(isPublicAddress(address)).toBe(false));

test.each([
  "",
  "0x7f.1",
  "2130706433",
  "0177.0.0.1",
  "127.1",
  "8.8.8.08",
  "8.8.8.8.8",
  "8.8.8.256",
  " 8.8.8.8",
  "8.8.8.8\n",
])("what no resolver would give is not public: %j", (text) => expect(isPublicAddress(text)).toBe(false));
test.each([
  "2606:4700::1%eth0",
  "[2606:4700::1]",
  "2606:4700:::1",
  "2606::4700::1",
  "2606:4700::g",
  "1:2:3:4:5:6:7",
  "1::2:3:4:5:6:7:8",
])("nor are other spellings of IPv6: %s", (text) => expect(isPublicAddress(text)).toBe(false));

test("the ranges of IPv4 are those that node's own list finds", () => {
  const list = new BlockList();
  for (const [net, bits] of [
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 3],
  ] as const)
    list.addSubnet(net, bits, "ipv4");
  list.addAddress("168.63.129.16");
  // Half of them from the neighbourhood of the ranges, where a wrong bit shows.
  const near = fc
    .tuple(fc.constantFrom(0, 10, 100, 127, 168, 169, 172, 192, 198, 203, 224, 255), octets(3))
    .map(([first, rest]) => [first, ...rest].join("."));
  fc.assert(
    fc.property(fc.oneof(anyIpv4, near), (address) => {
      expect(isPublicAddress(address)).toBe(!list.check(address, "ipv4"));
    }),
    { numRuns: 2000 },
  );
});

test("an address is read exactly if node takes it for one without a zone", () => {
  const almost = fc.array(fc.constantFrom(..."0123456789abcdef:::..%"), { maxLength: 24 }).map((all) => all.join(""));
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.ipV4Extended(), almost, fc.string()), (text) => {
      expect(parseAddress(text) !== undefined).toBe(isIP(text) !== 0 && !text.includes("%"));
    }),
    { numRuns: 5000 },
  );
});

test("an address within IPv6 is as public as the IPv4 address in it, where it may stand for one at all", () => {
  fc.assert(
    fc.property(octets(4), (bytes) => {
      const isPublic = isPublicAddress(bytes.join("."));
      const zeros = new Array<number>(10).fill(0);
      expect(isPublicAddress(ipv6FromBytes([...zeros, 0xff, 0xff, ...bytes]))).toBe(isPublic);
      expect(isPublicAddress(`::ffff:${bytes.join(".")}`)).toBe(isPublic);
      expect(isPublicAddress(ipv6FromBytes([0, 0x64, 0xff, 0x9b, ...new Array<number>(8).fill(0), ...bytes]))).toBe(
        isPublic,
      );
      expect(isPublicAddress(ipv6FromBytes([...zeros, 0, 0, ...bytes]))).toBe(false);
      expect(isPublicAddress(ipv6FromBytes([0x20, 0x02, ...bytes, ...zeros]))).toBe(false);
    }),
  );
});

test("outside 2000::/3 nothing in IPv6 is public but the two ranges that carry IPv4", () => {
  fc.assert(
    fc.property(octets(16), (bytes) => {
      const text = ipv6FromBytes(bytes);
      if (isPublicAddress(text) && bytes[0]! >> 5 !== 1) expect(text).toMatch(/^(?:0:0:0:0:0:ffff|64:ff9b:0:0:0:0):/);
    }),
    { numRuns: 2000 },
  );
});
