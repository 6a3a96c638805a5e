import type { AuthUserRow } from "./queries";

/** What administrators set, with how the user signs in. */
export const appMetadataOf = (user: Pick<AuthUserRow, "appMetadata" | "isAnonymous">) =>
  user.isAnonymous ? user.appMetadata : { provider: "email", providers: ["email"], ...user.appMetadata };

/** The user as the official client expects it. Instants are ISO strings; what is not set is left out. */
export function userView(user: AuthUserRow) {
  const confirmedAt = user.emailConfirmedAt?.toISOString();
  return {
    id: user.id,
    aud: "authenticated",
    role: user.role,
    email: user.email ?? "",
    email_confirmed_at: confirmedAt,
    phone: "",
    confirmed_at: confirmedAt,
    confirmation_sent_at: user.confirmationSentAt?.toISOString(),
    recovery_sent_at: user.recoverySentAt?.toISOString(),
    invited_at: user.invitedAt?.toISOString(),
    new_email: user.newEmail ?? undefined,
    email_change_sent_at: user.emailChangeSentAt?.toISOString(),
    banned_until: user.bannedUntil?.toISOString(),
    deleted_at: user.deletedAt?.toISOString(),
    last_sign_in_at: user.lastSignInAt?.toISOString(),
    app_metadata: appMetadataOf(user),
    user_metadata: user.userMetadata,
    identities: user.email === null ? [] : [identityView(user)],
    created_at: user.createdAt.toISOString(),
    updated_at: user.updatedAt.toISOString(),
    is_anonymous: user.isAnonymous,
  };
}

/** The one way to sign in that there is. */
function identityView(user: AuthUserRow) {
  const isConfirmed = user.emailConfirmedAt !== null;
  return {
    identity_id: user.id,
    id: user.id,
    user_id: user.id,
    identity_data: { email: user.email, email_verified: isConfirmed, phone_verified: false, sub: user.id },
    provider: "email",
    last_sign_in_at: user.lastSignInAt?.toISOString(),
    created_at: user.createdAt.toISOString(),
    updated_at: user.updatedAt.toISOString(),
    email: user.email,
  };
}

export const isBanned = (user: AuthUserRow, now: Date): boolean => user.bannedUntil !== null && user.bannedUntil > now;
