/** The part of `Storage` that is needed. */
export type TextStore = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Whose text it is, and where it is being written. */
export interface KeptTextPlace {
  userId: string;
  accountId: string;
  conversationId: string;
}

const PREFIX = "parley:text:";
/** More than anybody has open; the oldest go first. */
const MAX_KEPT = 100;

const nameOf = ({ userId, accountId, conversationId }: KeptTextPlace) =>
  `${PREFIX}${userId}/${accountId}/${conversationId}`;

/** What was typed there and not sent; "" for nothing. What the store can't read is nothing. */
export function readKeptText(store: TextStore, place: KeptTextPlace): string {
  return parse(store.getItem(nameOf(place)))?.text ?? "";
}

/** Keeps what is typed on this machine until it is sent or its writer signs out; a blank text is forgotten. */
export function keepText(store: TextStore, place: KeptTextPlace, text: string, now: Date): void {
  if (text.trim() === "") {
    store.removeItem(nameOf(place));
    return;
  }
  store.setItem(nameOf(place), JSON.stringify({ text, at: now.getTime() }));
  const kept = namesIn(store);
  if (kept.length <= MAX_KEPT) return;
  const ageOf = (name: string) => parse(store.getItem(name))?.at ?? 0;
  for (const name of kept.toSorted((a, b) => ageOf(a) - ageOf(b)).slice(0, kept.length - MAX_KEPT))
    store.removeItem(name);
}

/** For when somebody signs out: the next at this machine finds nothing. */
export function forgetKeptTexts(store: TextStore): void {
  for (const name of namesIn(store)) store.removeItem(name);
}

function namesIn(store: TextStore): string[] {
  const names = Array.from({ length: store.length }, (_, index) => store.key(index));
  return names.filter((name) => name?.startsWith(PREFIX)) as string[];
}

function parse(value: string | null): { text: string; at: number } | undefined {
  try {
    const kept: unknown = JSON.parse(value ?? "null");
    if (typeof kept !== "object" || kept === null || !("text" in kept) || typeof kept.text !== "string")
      return undefined;
    return { text: kept.text, at: "at" in kept && typeof kept.at === "number" ? kept.at : 0 };
  } catch {
    return undefined;
  }
}

/** What this browser lets us keep, or, where it lets us keep nothing, the memory of this tab. */
export function textStore(): TextStore {
  try {
    window.localStorage.getItem(PREFIX);
    return window.localStorage;
  } catch {
    return inMemory;
  }
}

const memory = new Map<string, string>();
const inMemory: TextStore = {
  get length() {
    return memory.size;
  },
  key: (index) => [...memory.keys()][index] ?? null,
  getItem: (name) => memory.get(name) ?? null,
  setItem: (name, value) => void memory.set(name, value),
  removeItem: (name) => void memory.delete(name),
};
