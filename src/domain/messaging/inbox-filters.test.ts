import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ALL_CONVERSATIONS,
  countFilters,
  filtersInput,
  filtersKey,
  INBOX_LISTS,
  type InboxAddress,
  type InboxFilters,
  inboxQuery,
  MAX_FILTER_TAG,
  MAX_FILTER_TAGS,
  readInboxAddress,
} from "./inbox-filters";
import { inboxFiltersSchema, viewNameSchema } from "./inbox-view";

const read = (query: string) => readInboxAddress(new URLSearchParams(query));
const tag = fc
  .string({ minLength: 1, maxLength: MAX_FILTER_TAG, unit: "grapheme" })
  .filter((text) => text.length <= 40);
const filters: fc.Arbitrary<InboxFilters> = fc.record({
  filter: fc.constantFrom(...INBOX_LISTS),
  tags: fc.uniqueArray(tag, { maxLength: MAX_FILTER_TAGS }),
  assigneeId: fc.option(fc.uuid()),
  isUnread: fc.boolean(),
});
const addresses: fc.Arbitrary<InboxAddress> = fc.oneof(
  fc.record({ viewId: fc.option(fc.constant("vew_1")), filters }),
  fc.constant({ viewId: "vew_1", filters: null }),
);

describe("the address", () => {
  test("says everything that is chosen, whatever a tag is called", () => {
    fc.assert(
      fc.property(addresses, (address) => {
        expect(read(inboxQuery(address))).toEqual(address);
      }),
    );
  });

  test.each([
    { query: "", address: { viewId: null, filters: ALL_CONVERSATIONS } },
    { query: "?filter=waiting", address: { viewId: null, filters: { ...ALL_CONVERSATIONS, filter: "waiting" } } },
    { query: "?filter=bogus&view=", address: { viewId: null, filters: ALL_CONVERSATIONS } },
    { query: "?view=vew_1&message=msg_1", address: { viewId: "vew_1", filters: null } },
    { query: "?view=vew_1&filter=all", address: { viewId: "vew_1", filters: ALL_CONVERSATIONS } },
    {
      query: "?tag=vip&tag=&tag=vip&tag=gold&unread=1",
      address: { viewId: null, filters: { ...ALL_CONVERSATIONS, tags: ["vip", "gold"], isUnread: true } },
    },
  ])("$query", ({ query, address }) => expect(read(query)).toEqual(address));

  test("of all conversations is the page's own", () =>
    expect(inboxQuery({ viewId: null, filters: ALL_CONVERSATIONS })).toBe(""));

  test("asks for no more tags than the list takes", () => {
    const many = Array.from({ length: MAX_FILTER_TAGS + 5 }, (_, index) => `tag=t${index}`).join("&");
    expect(inboxFiltersSchema.safeParse(read(`?${many}&tag=${"x".repeat(41)}`).filters).success).toBe(true);
  });
});

test("the order of tags makes no other list", () => {
  const one = { ...ALL_CONVERSATIONS, tags: ["vip", "gold"] };
  const other = { ...ALL_CONVERSATIONS, tags: ["gold", "vip"] };
  expect(filtersKey(one)).toBe(filtersKey(other));
  expect(filtersInput(one)).toEqual(filtersInput(other));
});

test("two lists are one only when they ask for the same", () => {
  fc.assert(
    fc.property(filters, filters, (one, other) => {
      const areAsked = JSON.stringify(filtersInput(one)) === JSON.stringify(filtersInput(other));
      expect(filtersKey(one) === filtersKey(other)).toBe(areAsked);
    }),
  );
});

test("what isn't filtered by isn't asked for", () => {
  expect(filtersInput(ALL_CONVERSATIONS)).toEqual({ filter: "all" });
  expect(countFilters({ filter: "waiting", tags: ["vip"], assigneeId: "u", isUnread: true })).toBe(3);
});

test.each([
  ["  Big   orders ", "Big orders"],
  ["Cafe\u0301", "Café"],
  [" \n ", undefined],
  ["x".repeat(40), "x".repeat(40)],
  ["x".repeat(41), undefined],
])("a view called %j", (typed, name) => expect(viewNameSchema.safeParse(typed).data).toBe(name));
