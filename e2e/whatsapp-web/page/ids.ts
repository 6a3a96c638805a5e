import { settings } from "./settings";

const WID = /^[\w.:-]+@(c\.us|g\.us|lid|broadcast|newsletter|bot)$/;

/** A chat or user id. It serialises to its string, so functions exposed by the library see strings. */
export class Wid {
  readonly server: string;
  readonly user: string;
  readonly _serialized: string;

  constructor(serialized: string) {
    const at = serialized.lastIndexOf("@");
    this.server = serialized.slice(at + 1);
    this.user = serialized.slice(0, at);
    this._serialized = serialized;
  }

  toString() {
    return this._serialized;
  }
  toJSON() {
    return this._serialized;
  }
  toJid() {
    return this._serialized.replace("@c.us", "@s.whatsapp.net");
  }
  isLid() {
    return this.server === "lid";
  }
  isGroup() {
    return this.server === "g.us";
  }
  isUser() {
    return this.server === "c.us" || this.server === "lid";
  }
  isStatus() {
    return this._serialized === "status@broadcast";
  }
  isBroadcast() {
    return this.server === "broadcast";
  }
  isNewsletter() {
    return this.server === "newsletter";
  }
  equals(other: unknown) {
    return other instanceof Wid && other._serialized === this._serialized;
  }
}

/** Throws for anything that is not an id, as WhatsApp's factory does. */
export function createWid(value: unknown): Wid {
  if (value instanceof Wid) return value;
  const text = typeof value === "string" ? value : String((value as { _serialized?: string } | null)?._serialized);
  const serialized = text.replace("@s.whatsapp.net", "@c.us");
  if (!WID.test(serialized)) throw new Error(`wid error: invalid wid ${serialized}`);
  return new Wid(serialized);
}

interface KeyParts {
  id: string;
  from?: unknown;
  to?: Wid;
  remote?: Wid;
  participant?: Wid;
  selfDir?: "in" | "out";
  fromMe?: boolean;
}

/** A message's key. The name of its serialised form depends on the version of WhatsApp Web that is simulated. */
export class MsgKey {
  readonly fromMe: boolean;
  readonly remote: Wid;
  readonly id: string;
  declare readonly participant?: Wid;

  constructor(parts: KeyParts) {
    this.fromMe = parts.selfDir ? parts.selfDir === "out" : Boolean(parts.fromMe);
    this.remote = createWid(parts.to ?? parts.remote);
    this.id = parts.id;
    if (parts.participant) this.participant = parts.participant;
    const suffix = parts.participant ? `_${parts.participant._serialized}` : "";
    Object.assign(this, { [settings.keySpelling]: `${this.fromMe}_${this.remote._serialized}_${this.id}${suffix}` });
  }

  toString(): string {
    return (this as unknown as Record<string, string>)[settings.keySpelling] ?? "";
  }

  static async newId(): Promise<string> {
    const bytes = crypto.getRandomValues(new Uint8Array(9));
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return `3EB0${hex.toUpperCase()}`;
  }
}

/** The text by which collections find a model. */
export const keyOf = (id: unknown): string => String(id);
