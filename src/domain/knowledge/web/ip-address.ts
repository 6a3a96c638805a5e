/** The octets of an address: 4 for IPv4, 16 for IPv6. */
export type AddressBytes = readonly number[];

/**
 * Strictly what a resolver gives: four decimal numbers without leading zeros, or IPv6 text (RFC 4291, 2.2) without a
 * zone. Anything else, such as `0x7f.1` or `fe80::1%eth0`, is undefined.
 */
export const parseAddress = (text: string): AddressBytes | undefined => parseIpv4(text) ?? parseIpv6(text);

function parseIpv4(text: string): AddressBytes | undefined {
  const parts = text.split(".");
  const isDecimal = parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part));
  const bytes = parts.map(Number);
  return isDecimal && bytes.every((byte) => byte <= 255) ? bytes : undefined;
}

function parseIpv6(text: string): AddressBytes | undefined {
  // The longest form has 45 characters; nothing longer is worth taking apart.
  if (text.length > 45) return undefined;
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === "" ? [] : parseGroups(half)));
  if (!head) return undefined;
  if (halves.length === 1) return head.length === 16 ? head : undefined;
  // "::" stands for at least one group of zeros.
  if (!tail || head.length + tail.length > 14 || halves[0]?.includes(".")) return undefined;
  return [...head, ...new Array<number>(16 - head.length - tail.length).fill(0), ...tail];
}

/** Groups of four hexadecimal digits, of which the last may be an IPv4 address. */
function parseGroups(text: string): number[] | undefined {
  const groups = text.split(":");
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    const ipv4 = index === groups.length - 1 && group.includes(".") ? parseIpv4(group) : undefined;
    if (ipv4) bytes.push(...ipv4);
    else if (/^[0-9a-f]{1,4}$/i.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255);
    else return undefined;
  }
  return bytes;
}
