import { createClient } from "@supabase/supabase-js";
import { AppError } from "@/server/errors";
import type { HttpPort } from "./http";
import { type SessionUser, setUserName } from "./queries";
import type { AuthServiceDeps, NewUser } from "./service";
import { signIn, signUp } from "./sign-in";
import { checkStrength } from "./strength";
import type { AuthTransport } from "./transport";
import { toAppError } from "./words";

/** The administrator's part of the official client; undefined where there is no key for it. */
async function adminOf(transport: AuthTransport) {
  const key = await transport.adminKey?.();
  if (key === undefined) return undefined;
  const options = { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false };
  return createClient(transport.url, key, { auth: options, global: { fetch: transport.fetchFor(null) } }).auth.admin;
}

export async function createConfirmedUser(
  deps: AuthServiceDeps,
  { email, password, name }: NewUser,
  http: HttpPort,
): Promise<SessionUser> {
  checkStrength(password);
  const admin = await adminOf(deps.transport);
  if (!admin) {
    const outcome = await signUp(deps, { email, password, name }, http);
    if (outcome.status === "signed_in") return outcome.user;
    throw new AppError("conflict", "Open the link that we have just mailed you, then come back to the invitation.");
  }
  const { error } = await admin.createUser({ email, password, email_confirm: true });
  if (error) throw toAppError(error);
  const { user } = await signIn(deps, { email, password }, http);
  if (name) await setUserName(deps.db, user.id, name);
  return user;
}

export async function deleteUser({ transport }: AuthServiceDeps, userId: string): Promise<void> {
  const admin = await adminOf(transport);
  if (!admin) throw new AppError("forbidden", "Users can't be deleted from here. Ask the person who runs this Parley.");
  const { error } = await admin.deleteUser(userId);
  if (error && error.code !== "user_not_found") throw toAppError(error);
}
