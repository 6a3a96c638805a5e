export const PRIORITIES = ["normal", "high"] as const;
/** How soon somebody should look. High ones come first among those who wait. */
export type Priority = (typeof PRIORITIES)[number];
