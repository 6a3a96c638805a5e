/** Names of the tools that come with Parley; a lookup of an account can't be called so. */
export const OWN_TOOL_NAMES = ["business_hours", "contact_field", "hand_off", "start_form"] as const;
