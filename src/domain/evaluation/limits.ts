/** Of one account: a run asks them all, one after the other. */
export const MAX_TEST_CASES = 500;
export const MAX_TEST_QUESTION = 500;
/** A whole passage, with what stands directly before and after it. */
export const MAX_EVIDENCE = 8_000;
export const MAX_EXPECTED_ANSWER = 2_000;
