import { tellingName } from "@/domain/knowledge/document-name";

/** What search compares a question with: the document's name and the headings say what a chunk's text leaves out. */
export function scoredText({ name, heading, text }: { name: string; heading: string; text: string }): string {
  return [contextOf({ name, heading }), text].filter((part) => part !== "").join("\n");
}

/** The headings above a chunk, after the document's name unless they say the same. */
export function contextOf({ name, heading }: { name: string; heading: string }): string {
  const telling = tellingName(name);
  const isSaid = heading.toLowerCase().includes(telling.toLowerCase());
  return [isSaid ? "" : telling, heading].filter((part) => part !== "").join("\n");
}
