import { type AddressBytes, parseAddress } from "./ip-address";

/** IPv4 that is not the public internet: the IANA special-purpose registry, and one address of a cloud. */
const NOT_PUBLIC_IPV4 = [
  "0.0.0.0/8", // this network; many systems take it for loopback
  "10.0.0.0/8", // private
  "100.64.0.0/10", // behind a provider's address translation
  "127.0.0.0/8", // loopback
  "168.63.129.16/32", // looks public, but is what a virtual machine in Azure is served its secrets by
  "169.254.0.0/16", // link-local, with the metadata of clouds
  "172.16.0.0/12", // private
  "192.0.0.0/24", // protocol assignments
  "192.0.2.0/24", // documentation
  "192.88.99.0/24", // relays of 6to4, given up
  "192.168.0.0/16", // private
  "198.18.0.0/15", // measurements
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved, with broadcast
].map(parseRange);

/** All that is handed out for the public internet; loopback, link-local, unique local, multicast lie outside. */
const GLOBAL_UNICAST_IPV6 = parseRange("2000::/3");
const NOT_PUBLIC_IPV6 = [
  "2001::/23", // protocol assignments: Teredo, benchmarks, ORCHID
  "2001:db8::/32", // documentation
  "2002::/16", // 6to4: an IPv4 address in disguise, given up
  "3fff::/20", // documentation
].map(parseRange);

/** IPv6 that stands for the IPv4 address in its last four octets, and is as public as that one. */
const IPV4_IN_IPV6 = [
  "::ffff:0:0/96", // IPv4-mapped
  "64:ff9b::/96", // NAT64: how networks without IPv4 reach sites that have nothing else
].map(parseRange);

interface Range {
  bytes: AddressBytes;
  bits: number;
}

function parseRange(text: string): Range {
  const [address = "", bits] = text.split("/");
  const bytes = parseAddress(address);
  if (!bytes || !bits) throw new Error(`${text} is no range of addresses`);
  return { bytes, bits: Number(bits) };
}

/**
 * Whether an address belongs to the public internet, so that fetching from it shows nothing that isn't public anyway.
 * False for everything that is special, handed out to nobody, or not an address in the form a resolver gives.
 */
export function isPublicAddress(address: string): boolean {
  const bytes = parseAddress(address);
  if (!bytes) return false;
  if (bytes.length === 4) return isPublicIpv4(bytes);
  if (isWithinAny(bytes, IPV4_IN_IPV6)) return isPublicIpv4(bytes.slice(12));
  return isWithin(bytes, GLOBAL_UNICAST_IPV6) && !isWithinAny(bytes, NOT_PUBLIC_IPV6);
}

const isPublicIpv4 = (bytes: AddressBytes) => !isWithinAny(bytes, NOT_PUBLIC_IPV4);
const isWithinAny = (bytes: AddressBytes, ranges: readonly Range[]) => ranges.some((range) => isWithin(bytes, range));

/** Compares octet by octet, the last one only in the bits that count. */
function isWithin(bytes: AddressBytes, range: Range): boolean {
  if (bytes.length !== range.bytes.length) return false;
  return range.bytes.every((expected, index) => {
    const bits = Math.min(8, Math.max(0, range.bits - 8 * index));
    const mask = (0xff << (8 - bits)) & 0xff;
    return ((bytes[index] ?? 0) & mask) === (expected & mask);
  });
}
