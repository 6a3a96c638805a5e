/** Short, because an access token counts as valid until it expires wherever only its signature is checked. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;
