import { customType, text, timestamp } from "drizzle-orm/pg-core";

/** Ids are prefixed text (see ids.ts); ids of users are the auth server's UUIDs, kept as text so that one type serves both. */
export const id = (name?: string) => (name ? text(name) : text());

/** An instant with its zone, read and written as a Date. */
export const instant = () => timestamp({ withTimezone: true, mode: "date" });

export const createdAt = () => instant().notNull().defaultNow();
export const lifecycle = {
  createdAt: createdAt(),
  updatedAt: instant()
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date()),
};

export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
  toDriver: (value) => Buffer.from(value),
  fromDriver: (value) => new Uint8Array(value),
});
