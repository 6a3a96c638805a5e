/** As long as a message may be. */
export const MAX_NOTE_LENGTH = 4096;

/** Somebody of the team, as a note names them. */
export interface Mentionable {
  userId: string;
  name: string;
}

const MENTION = /<@([A-Za-z0-9-]{1,64})>/g;

/** How a mention is kept: by id, so that it stays right when somebody is called otherwise. */
const mentionOf = ({ userId }: Pick<Mentionable, "userId">) => `<@${userId}>`;

/** Whose ids stand in a note, each once. */
export const mentionedIn = (text: string): string[] => [
  ...new Set([...text.matchAll(MENTION)].map(([, userId]) => userId ?? "")),
];

export type NotePart = { text: string } | { mention: string };

/** A note whose words are changed by `change`, and its mentions are not. */
export const changeWords = (text: string, change: (words: string) => string): string =>
  text
    .split(/(<@[A-Za-z0-9-]{1,64}>)/)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join("");

/** A note as it is shown: mentions by name, and words for whoever isn't known any more. */
export function noteParts(text: string, people: readonly Mentionable[]): NotePart[] {
  const parts: NotePart[] = [];
  let end = 0;
  for (const match of text.matchAll(MENTION)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ mention: `@${people.find(({ userId }) => userId === match[1])?.name ?? "somebody who left"}` });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** What was typed, with ids in place of the names that were chosen from the menu. The longest name first. */
export const withIds = (typed: string, chosen: readonly Mentionable[]): string =>
  chosen
    .toSorted((a, b) => b.name.length - a.name.length)
    .reduce((text, person) => text.replaceAll(nameIn(person), mentionOf(person)), typed);

/** The name where it isn't the beginning of another word. */
const nameIn = ({ name }: Mentionable) =>
  new RegExp(`@${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "gu");

/** The reverse, for changing a note. */
export const withNames = (text: string, people: readonly Mentionable[]): string =>
  people.reduce((typed, person) => typed.replaceAll(mentionOf(person), `@${person.name}`), text);

/** What is typed after the last @ before the cursor; undefined when no name is being typed there. */
export function nameBeingTyped(beforeCursor: string): string | undefined {
  return /(?:^|\s)@([^@\n]{0,40})$/u.exec(beforeCursor)?.[1];
}

/** Those whose name, or a later word of it, begins so. */
export function peopleNamed(people: readonly Mentionable[], start: string): Mentionable[] {
  const wanted = start.toLocaleLowerCase();
  return people.filter(({ name }) => {
    const words = name.toLocaleLowerCase();
    return words.startsWith(wanted) || words.includes(` ${wanted}`);
  });
}
