/** How the bot sounds, where a language model writes. */
export const TONES = ["plain", "warm", "formal"] as const;
export type Tone = (typeof TONES)[number];

/** `hand_over`: a person answers. `decline`: the bot says that it can't help with it, and says nothing of it itself. */
export const TOPIC_ACTIONS = ["hand_over", "decline"] as const;
