import { randomBytes } from "node:crypto";

const hex = (bytes: number) => randomBytes(bytes).toString("hex").toUpperCase();

export const newDeviceId = (): string => hex(8);
export const newSecret = (): string => hex(24);
/** As phones make them; the library tells the kind of device from the length and the first characters. */
export const newMessageId = (): string => `3A${hex(9)}`;
/** Calls have ids of the same kind. */
export const newCallId = (): string => hex(16);
export const newGroupId = (): string => `120363${randomBytes(6).readUIntBE(0, 6)}@g.us`;
export const newReference = (): string => `2@${randomBytes(32).toString("base64")}`;
export const newPairingCode = (): string => hex(4);
/** Shown by page and phone alike, to be compared. */
export const newVerificationCode = (): string => hex(4);

export const nowSeconds = (): number => Math.floor(Date.now() / 1000);
