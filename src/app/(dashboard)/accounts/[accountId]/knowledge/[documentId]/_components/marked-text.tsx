import { splitByMatches } from "@/domain/knowledge/find-in-text";

/** A text with the words marked wherever they stand in it. */
export function MarkedText({ text, words }: { text: string; words: string }) {
  return splitByMatches(text, words).map((part, index) =>
    part.isMatch ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text that never changes
      <mark key={index} className="rounded-mark bg-attention-surface px-0.5 text-ink">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}
