import { addressesModel } from "../model-instructions";
import { firstCharacters } from "../shortened";

/** More than a customer is told, and little for a model to read. */
const MAX_LINES = 60;
const MAX_CHARACTERS = 4_000;
const MAX_DEPTH = 5;

/** What another system said, as lines to quote from, and whether lines that speak to a model were left out. */
export interface LookupAnswer {
  text: string;
  hasOrders: boolean;
}

/**
 * The answer of another system as text: JSON as lines such as `order status: shipped`, everything else as it is. What a
 * stranger may have written into it (a name, a note) is data, so lines that give orders to a model are left out.
 */
export function readLookupAnswer(body: string): LookupAnswer {
  const lines = linesOf(body);
  const kept = lines.filter((line) => !addressesModel(line));
  return {
    text: firstCharacters(kept.slice(0, MAX_LINES).join("\n"), MAX_CHARACTERS).trim(),
    hasOrders: kept.length < lines.length,
  };
}

function linesOf(body: string): string[] {
  const value = parsed(body);
  const lines = value === undefined ? body.split("\n") : leavesOf(value, [], 0);
  return lines
    .map((line) =>
      line
        .toWellFormed()
        .replaceAll(/[\p{Cc}\s]+/gu, " ")
        .trim(),
    )
    .filter((line) => line !== "");
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body, asWritten) as unknown;
  } catch {
    return undefined;
  }
}

const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/** A number by its digits: a long one, of a parcel say, would be rounded to another one, and 12.50 become 12.5. */
const asWritten = (_: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === "number" && PLAIN_NUMBER.test(context?.source ?? "") ? context?.source : value;

function leavesOf(value: unknown, path: readonly string[], depth: number): string[] {
  if (value === null || value === undefined || depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) {
    const isPlain = value.every((item) => typeof item !== "object" || item === null);
    return isPlain
      ? leavesOf(value.filter((item) => item !== null).join(", "), path, depth + 1)
      : value.flatMap((item, index) => leavesOf(item, [...path, String(index + 1)], depth + 1));
  }
  if (typeof value === "object")
    return Object.entries(value).flatMap(([name, item]) => leavesOf(item, [...path, inWords(name)], depth + 1));
  const text = String(value);
  return text.trim() === "" ? [] : [path.length === 0 ? text : `${path.join(" › ")}: ${text}`];
}

/** `deliveryDate` and `delivery_date` as "delivery date". */
const inWords = (name: string): string =>
  name
    .replaceAll(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, " ")
    .replaceAll(/[_-]+/gu, " ")
    .toLowerCase();
