/** What "it" refers to stands among these. */
const VERBATIM = 12;
/** So many more are given as they stand until they are summarised, so that a model isn't asked after each message. */
const BATCH = 4;

/** Of what was said since the last summary what is given as it stands, oldest first; what comes before is for the next. */
export const newestHistory = <Entry>(entries: readonly Entry[]): Entry[] =>
  entries.length <= VERBATIM + BATCH ? [...entries] : entries.slice(-VERBATIM);

/** The most that is ever given as it stands. */
export const MOST_VERBATIM = VERBATIM + BATCH;
