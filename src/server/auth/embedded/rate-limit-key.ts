import { createHash } from "node:crypto";
import type { LimitName } from "./endpoint";

/** Hashed: what people type into a sign-in form is not kept in a table of its own, whoever they turn out to be. */
export const limitKey = (name: LimitName, key: string): string =>
  `auth ${name} ${createHash("sha256").update(key).digest("base64url")}`;
