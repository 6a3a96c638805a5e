import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressBucket } from "./address-bucket";

describe("addressBucket", () => {
  test.each([
    ["203.0.113.9", "203.0.113.9"],
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    [null, "unknown"],
    ["", "unknown"],
  ])("%s counts as %s", (address, bucket) => {
    expect(addressBucket(address)).toBe(bucket);
  });

  test("addresses that differ only in their last 64 bits share a bucket", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { minLength: 12, maxLength: 12 }), (groups) => {
        const hex = groups.map((group) => group.toString(16));
        const network = hex.slice(0, 4).join(":");
        expect(addressBucket(`${network}:${hex.slice(4, 8).join(":")}`)).toBe(
          addressBucket(`${network}:${hex.slice(8, 12).join(":")}`),
        );
      }),
    );
  });
});
