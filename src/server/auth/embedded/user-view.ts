import type { AuthUserRow } from "./queries";

export const appMetadata = { provider: "email", providers: ["email"] };

/** The user as the official client expects it. Instants are ISO strings; what is not set is left out. */
export function userView(user: AuthUserRow) {
  const createdAt = user.createdAt.toISOString();
  const updatedAt = user.updatedAt.toISOString();
  const confirmedAt = user.emailConfirmedAt?.toISOString();
  const lastSignInAt = user.lastSignInAt?.toISOString();
  return {
    id: user.id,
    aud: "authenticated",
    role: "authenticated",
    email: user.email,
    email_confirmed_at: confirmedAt,
    phone: "",
    confirmed_at: confirmedAt,
    last_sign_in_at: lastSignInAt,
    app_metadata: appMetadata,
    user_metadata: user.userMetadata,
    identities: [
      {
        identity_id: user.id,
        id: user.id,
        user_id: user.id,
        identity_data: {
          email: user.email,
          email_verified: confirmedAt !== undefined,
          phone_verified: false,
          sub: user.id,
        },
        provider: "email",
        last_sign_in_at: lastSignInAt,
        created_at: createdAt,
        updated_at: updatedAt,
        email: user.email,
      },
    ],
    created_at: createdAt,
    updated_at: updatedAt,
    is_anonymous: false,
  };
}

export const isBanned = (user: AuthUserRow, now: Date): boolean => user.bannedUntil !== null && user.bannedUntil > now;
