/** Of one account: each is told to the model with every question. */
export const MAX_LOOKUPS = 10;
