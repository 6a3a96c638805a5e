import { z } from "zod";
import type { Behaviour } from "../behaviour";

const number = z.string().regex(/^\d{6,15}$/, "digits only, with the country code");
const text = z.string().trim().min(1).max(4096);

export const newPhoneSchema = z.strictObject({
  number,
  pushname: z.string().trim().min(1).optional(),
  lid: z.string().regex(/^\d+$/).optional(),
});

export const scanSchema = z.strictObject({
  /** The payload of the QR code, or its reference; without it the only code on show is scanned. */
  qr: z.string().min(1).optional(),
});

export const unlinkSchema = z.strictObject({ style: z.enum(["navigate", "state"]).default("navigate") });

export const newCustomerSchema = z.strictObject({
  number,
  name: z.string().trim().min(1).max(60).optional(),
  lid: z.string().regex(/^\d+$/).optional(),
  hidesNumber: z.boolean().optional(),
  savedAs: z.string().trim().min(1).optional(),
});

const file = { base64: z.base64(), caption: z.string().optional() };
/** The id of the message it answers. */
const quoting = z.string().optional();

export const customerMessageSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text, quoting }),
  z.strictObject({ kind: z.literal("contact"), name: text, number }),
  z.strictObject({ kind: z.literal("image"), ...file, mimetype: z.string().optional() }),
  z.strictObject({ kind: z.literal("video"), ...file }),
  z.strictObject({
    kind: z.literal("voice"),
    base64: file.base64,
    durationSeconds: z.number().int().min(1).optional(),
  }),
  z.strictObject({ kind: z.literal("sticker"), base64: file.base64 }),
  z.strictObject({ kind: z.literal("document"), ...file, filename: z.string().min(1), mimetype: z.string().min(1) }),
  z.strictObject({
    kind: z.literal("location"),
    latitude: z.number(),
    longitude: z.number(),
    description: z.string().optional(),
  }),
]);
export type CustomerMessage = z.infer<typeof customerMessageSchema>;

export const saySchema = z.strictObject({ customer: number, text });
export const groupMessageSchema = z.strictObject({
  from: number,
  text,
  mentioning: z.union([z.enum(["number", "lid"]), z.array(z.string())]).optional(),
});
/** Empty takes the reaction back. */
export const reactionSchema = z.strictObject({ emoji: z.string().max(16) });
export const editSchema = z.strictObject({ text });
export const callSchema = z.strictObject({ isVideo: z.boolean().optional(), leavesEntry: z.boolean().optional() });
export const pairingCodeSchema = z.strictObject({ code: z.string().min(1) });
export const idleSchema = z.strictObject({ idle: z.boolean().optional() });

export const phoneSettingsSchema = z.strictObject({
  passkey: z.enum(["none", "required", "confirmation", "both"]).optional(),
  refusesLinking: z.boolean().optional(),
});

/** What goes wrong with the linked pages of a phone. */
export const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["reload", "pushState", "iframe", "overlay", "sync"]) }),
  z.strictObject({ kind: z.literal("freeze"), ms: z.number().int().min(0) }),
  z.strictObject({ kind: z.literal("deafen"), deafness: z.enum(["none", "events", "counters"]) }),
]);

export const mediaFaultSchema = z.strictObject({
  gone: z.enum(["RESOLVED", "ERROR_MISSING", "REUPLOADING"]).optional(),
  delayMs: z.number().int().min(0).optional(),
  failures: z.number().int().min(0).optional(),
  breaksAfterBytes: z.number().int().min(0).optional(),
});

export const timeoutSchema = z.coerce.number().int().min(0).max(120_000).default(10_000);

const milliseconds = z.number().int().min(0);

/** Each knob of `Behaviour`; the type makes sure that none is forgotten. */
export const behaviourSchema = z
  .strictObject({
    down: z.boolean(),
    stall: z.boolean(),
    halfPage: z.boolean(),
    failSend: z.boolean(),
    delaySendMs: milliseconds,
    neverSync: z.boolean(),
    syncDelayMs: milliseconds,
    syncTwice: z.boolean(),
    mediaDelayMs: milliseconds,
    failMedia: z.boolean(),
    keySpelling: z.enum(["_serialized", "$1"]),
    overlayAtLogin: z.enum(["none", "shown", "blocks"]),
    conflictWinner: z.enum(["newest", "oldest"]),
    pairingCodeLifeMs: milliseconds,
    revokedStyle: z.enum(["navigate", "state"]),
    autoDelivered: z.boolean(),
    debugDelayMs: milliseconds,
    bootDelayMs: milliseconds,
    reconnectDelayMs: milliseconds,
    logoutNavigationDelayMs: milliseconds,
  } satisfies Record<keyof Behaviour, z.ZodType>)
  .partial();
