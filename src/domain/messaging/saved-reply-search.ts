import type { SavedReply } from "./saved-reply";

/** What is looked for when a message so far is a stroke and a word; undefined when it is anything else. */
export const savedReplyAsked = (typed: string): string | undefined =>
  /^\/([^\s/]*)$/u.exec(typed)?.[1]?.normalize("NFC").toLocaleLowerCase("en");

/** Those whose key begins so, then those with it elsewhere in the key, then in the words; each group in its order. */
export function savedRepliesFor<Reply extends SavedReply>(replies: readonly Reply[], asked: string): Reply[] {
  const rankOf = ({ key, text }: Reply): number => {
    if (key.startsWith(asked)) return 0;
    if (key.includes(asked)) return 1;
    return text.normalize("NFC").toLocaleLowerCase("en").includes(asked) ? 2 : 3;
  };
  return [0, 1, 2].flatMap((rank) => replies.filter((reply) => rankOf(reply) === rank));
}
