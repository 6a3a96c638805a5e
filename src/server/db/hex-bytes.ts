/** How Postgres writes bytes as text: `\x` and two hexadecimal digits for each. */

/** Never a view into memory that others share: it is sent to another thread, which would get all of that. */
export function bytesOfHex(text: string): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow((text.length - 2) / 2);
  bytes.write(text.slice(2), "hex");
  return bytes;
}

/** @throws TypeError for anything but bytes */
export function hexOfBytes(value: unknown): string {
  if (!(value instanceof Uint8Array)) throw new TypeError("Only bytes can be stored as bytes.");
  return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}`;
}
