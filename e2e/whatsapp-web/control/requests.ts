import { z } from "zod";

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

export const customerMessageSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text }),
  z.strictObject({ kind: z.literal("image"), ...file, mimetype: z.string().optional() }),
  z.strictObject({ kind: z.literal("video"), ...file }),
  z.strictObject({ kind: z.literal("voice"), base64: file.base64 }),
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
export const groupMessageSchema = z.strictObject({ from: number, text });
export const timeoutSchema = z.coerce.number().int().min(0).max(120_000).default(10_000);

export const behaviourSchema = z.strictObject({
  down: z.boolean().optional(),
  stall: z.boolean().optional(),
  failSend: z.boolean().optional(),
  delaySendMs: z.number().int().min(0).optional(),
  neverSync: z.boolean().optional(),
  syncDelayMs: z.number().int().min(0).optional(),
  keySpelling: z.enum(["_serialized", "$1"]).optional(),
  revokedStyle: z.enum(["navigate", "state"]).optional(),
  autoDelivered: z.boolean().optional(),
});
