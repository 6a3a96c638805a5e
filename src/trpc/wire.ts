/**
 * The browser's half of what superjson writes on the server: JSON, and beside it the places of what JSON can't tell. Only
 * dates and what is undefined come that way, so that the browser needs a tenth of the library's code.
 */
export interface Wire {
  json?: unknown;
  meta?: { values?: Notes; v?: number } | undefined;
}

/** What a value is, what its parts are by their path, or both. */
type Notes = readonly [kind: unknown, parts?: Record<string, Notes>] | { readonly [path: string]: Notes };

/** The same by single keys. */
interface Node {
  kind?: unknown;
  parts: Map<string, Node>;
}

/**
 * @param wire as superjson writes it; it is not changed
 * @throws Error for what the browser doesn't know, such as a Map: send a list instead
 */
export function readWire({ json, meta }: Wire): unknown {
  if (!meta?.values) return json;
  const root: Node = { parts: new Map() };
  note(root, meta.values);
  return revive(json, root);
}

function note(node: Node, notes: Notes): void {
  const isOfItself = isPair(notes);
  if (isOfItself) node.kind = notes[0];
  for (const [path, part] of Object.entries((isOfItself ? notes[1] : notes) ?? {})) note(at(node, path), part);
}

const isPair = (notes: Notes): notes is readonly [unknown, Record<string, Notes>?] => Array.isArray(notes);

function at(node: Node, path: string): Node {
  let found = node;
  for (const key of keysOf(path)) {
    const part = found.parts.get(key) ?? { parts: new Map() };
    found.parts.set(key, part);
    found = part;
  }
  return found;
}

/** "list.0.sent\\.at" is the key "sent.at" of the first of a list. */
function keysOf(path: string): string[] {
  const keys = [""];
  for (const [piece] of path.matchAll(/\\[\\.]|[^\\.]+|\./g)) {
    if (piece === ".") keys.push("");
    else keys.push(keys.pop() + (piece.startsWith("\\") ? piece.slice(1) : piece));
  }
  return keys;
}

function revive(value: unknown, { kind, parts }: Node): unknown {
  if (kind === "Date") return new Date(value as string);
  if (kind === "undefined") return undefined;
  if (kind !== undefined) throw new Error(`The browser can't read a ${String(kind)}.`);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  for (const [key, part] of parts) copy[key] = revive(copy[key], part);
  return copy;
}

/** What the browser sends: JSON and dates. */
export function writeWire(value: unknown): Wire {
  const dates: Record<string, ["Date"]> = {};
  const json = plain(value, [], dates);
  if (value instanceof Date) return { json, meta: { values: ["Date"], v: 1 } };
  return Object.keys(dates).length === 0 ? { json } : { json, meta: { values: dates, v: 1 } };
}

function plain(value: unknown, path: readonly string[], dates: Record<string, ["Date"]>): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) {
    dates[path.map((key) => key.replace(/[\\.]/g, "\\$&")).join(".")] = ["Date"];
    return value.toISOString();
  }
  if (Array.isArray(value)) return value.map((part, index) => plain(part, [...path, String(index)], dates));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part, [...path, key], dates)]));
}
