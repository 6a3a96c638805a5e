import { fixedTexts } from "@/domain/agent/fixed-texts";
import type { TurnOutcome } from "@/domain/agent/turn";

/** What is said when there is nothing the agent could be asked, and what people read about it. */
export interface Courtesy {
  outcome: TurnOutcome;
  reason: string;
  reply: string;
}

/**
 * `look`: something a person should see, so one is asked to. `listen`: sound or film, which the customer can put into
 * words. `call`: nobody takes calls here. `failure`: the agent could not be asked at all.
 */
export function courtesyFor(occasion: "look" | "listen" | "call" | "failure", language: string): Courtesy {
  const texts = fixedTexts(language);
  switch (occasion) {
    case "look":
      return {
        outcome: "handed_off",
        reason: "Sent something only a person can look at.",
        reply: texts.askForText,
      };
    case "listen":
      return {
        outcome: "automated",
        reason: "Sent a recording, which the bot can't listen to; asked to write instead.",
        reply: texts.askForText,
      };
    case "call":
      return {
        outcome: "automated",
        reason: "Called; told that calls can't be taken here, and asked to write instead.",
        reply: texts.noCalls,
      };
    case "failure":
      return {
        outcome: "handed_off",
        reason: "The bot couldn't answer because of a technical problem.",
        reply: texts.trouble,
      };
  }
}
