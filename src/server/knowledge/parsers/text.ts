import { cleanText } from "../clean-text";
import { type DocumentParser, refuseTooLong, unpagedResult } from "./parser";
import { decodeText } from "./text-encoding";

/** Plain text in whatever encoding (see decodeText) and with whatever line ends. */
export const textParser: DocumentParser = {
  id: "text",
  mediaType: "text/plain",
  extensions: ["txt", "text"],
  parse: async ({ bytes, limits }) => unpagedResult(cleanText(refuseTooLong(await decodeText(bytes), limits)), limits),
};
