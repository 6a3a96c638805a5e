/** How likely WhatsApp is to restrict the number, judged by what was sent: the worse, the less the bot may send. */
export const SAFETY_LEVELS = ["good", "watch", "slowed", "paused"] as const;
export type SafetyLevel = (typeof SAFETY_LEVELS)[number];
