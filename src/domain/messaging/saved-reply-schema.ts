import { z } from "zod";
import { MAX_SAVED_KEY, MAX_SAVED_TEXT } from "./saved-reply";

/** What is typed after the stroke: one word in small letters, the stroke itself left out. */
export const savedReplyKeySchema = z
  .string()
  .transform((typed) => typed.normalize("NFC").trim().replace(/^\/+/, "").toLocaleLowerCase("en"))
  .pipe(
    z
      .string()
      .min(1, "Give it a short name.")
      .max(MAX_SAVED_KEY, `Keep the name below ${MAX_SAVED_KEY + 1} characters.`)
      .regex(/^[\p{L}\p{N}\p{M}_-]+$/u, "Use letters, figures and hyphens, without spaces."),
  );

export const savedReplySchema = z.object({
  key: savedReplyKeySchema,
  text: z.string().trim().min(1, "Write the reply.").max(MAX_SAVED_TEXT, "WhatsApp takes at most 4,096 characters."),
});
