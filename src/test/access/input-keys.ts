import { z } from "zod";

/** What a procedure's input can name: objects by their ids, and passwords that prove who asks. */
export interface NamedKeys {
  ids: string[];
  passwords: string[];
}

/** Not objects of anybody: the account itself, which the gate looks at, and how far a reader of a stream has come. */
const NO_OBJECTS = new Set(["accountId", "lastEventId"]);
/** Places in a list are named by the object that stands there. */
const PLACES = new Set(["before"]);

/** The keys of a procedure's schemas, read off the schemas themselves, so that none is forgotten. */
export function namedKeys(inputs: readonly unknown[]): NamedKeys {
  const fields = inputs.flatMap((schema) => Object.entries(propertiesOf(schema)));
  const isId = ([key, type]: [string, string]) =>
    !NO_OBJECTS.has(key) && (/Id$/.test(key) || (PLACES.has(key) && type === "string"));
  return {
    ids: fields.filter(isId).map(([key]) => key),
    passwords: fields.filter(([key]) => key === "password" || key === "currentPassword").map(([key]) => key),
  };
}

/** Name and JSON type of each field. A form is anything before it has been read, so there it is what was read that counts. */
function propertiesOf(schema: unknown): Record<string, string> {
  const properties = fieldsOf(schema, "input") ?? fieldsOf(schema, "output") ?? {};
  return Object.fromEntries(Object.entries(properties).map(([key, { type = "" }]) => [key, type]));
}

const fieldsOf = (schema: unknown, io: "input" | "output") =>
  (
    z.toJSONSchema(schema as z.ZodType, { io, unrepresentable: "any" }) as {
      properties?: Record<string, { type?: string }>;
    }
  ).properties;
