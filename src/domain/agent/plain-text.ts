/** Markdown images and links as text: `[label](https://…)` → `label (https://…)`. */
export const withoutLinkMarks = (markdown: string): string =>
  markdown
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/gu, "$1")
    .replaceAll(/\[([^\]]+)\]\(\s*<?([^)\s>]+)>?[^)]*\)/gu, (_, label: string, target: string) =>
      /^(?:https?:|mailto:|tel:)/iu.test(target) && !label.includes(target)
        ? `${label} (${target.replace(/^(?:mailto|tel):/iu, "")})`
        : label,
    );

/**
 * Text from a document as WhatsApp shows it: no Markdown headings, links, images, code marks, escapes or table pipes;
 * `**bold**` becomes WhatsApp's `*bold*`, bullets become •. Line breaks between items stay.
 */
export function toChatText(markdown: string): string {
  return withoutLinkMarks(markdown.normalize("NFC"))
    .replaceAll(/<(https?:[^>\s]+)>/giu, "$1")
    .replaceAll(/<\/?[a-z][^>]{0,200}>/giu, " ")
    .replaceAll(/`{1,3}([^`]*)`{1,3}/gu, "$1")
    .replaceAll(/\*\*\*?([^*\n]+?)\*?\*\*/gu, "*$1*")
    .replaceAll(/__([^_\n]+?)__/gu, "*$1*")
    .replaceAll(/^\s{0,3}#{1,6}\s+/gmu, "")
    .replaceAll(/^\s*>\s?/gmu, "")
    .replaceAll(/^\s*[-*+•▪◦]\s+/gmu, "• ")
    .replaceAll(/^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t]*(?::?-{3,}:?)?[ \t]*$/gmu, "")
    .replaceAll(/^[ \t]*\||\|[ \t]*$/gmu, "")
    .replaceAll(/[ \t]\|[ \t]/gu, ", ")
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!|>])/gu, "$1")
    .replaceAll(/[ \t\u00a0]+/gu, " ")
    .replaceAll(/ *\n */gu, "\n")
    .replaceAll(/\n{3,}/gu, "\n\n")
    .trim();
}

/** Shortens at the end of a sentence or, failing that, of a word, and says so with an ellipsis. */
export function shortenText(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const head = text.slice(0, maxCharacters - 1);
  const sentence = Math.max(
    ...[...head.matchAll(/[.!?。！？؟।](?=\s|$)|[。！？]/gu)].map((match) => match.index + 1),
    0,
  );
  if (sentence > maxCharacters / 2) return head.slice(0, sentence);
  const space = head.lastIndexOf(" ");
  return `${(space > maxCharacters / 2 ? head.slice(0, space) : head).trimEnd()}…`;
}
