/** What stands above the page, where keys mean something else. */
const ABOVE_THE_PAGE = 'dialog[open], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
const TYPING = "input, textarea, select, [contenteditable=true]";
/** Between `g` and the letter of a page. */
const SEQUENCE_MS = 1_200;

export type Shortcut = { kind: "palette" } | { kind: "help" } | { kind: "go"; key: string };

type Pressed = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "repeat" | "isComposing" | "timeStamp"
>;

interface Place {
  isTyping: boolean;
  isCovered: boolean;
}

/**
 * Reads keys into shortcuts: Ctrl+K or ⌘K anywhere, `?` and `g` with a letter where nobody types. Keys with Ctrl, ⌘ or Alt
 * stay the browser's.
 */
export function createShortcutReader() {
  let beganAt: number | null = null;
  return (event: Pressed, place: Place): Shortcut | undefined => {
    const began = beganAt;
    beganAt = null;
    if (event.repeat || event.isComposing) return undefined;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k")
      return { kind: "palette" };
    if (event.ctrlKey || event.metaKey || event.altKey || place.isTyping || place.isCovered) return undefined;
    if (event.key === "?") return { kind: "help" };
    if (began !== null && event.timeStamp - began <= SEQUENCE_MS) return { kind: "go", key: event.key.toLowerCase() };
    if (event.key === "g") beganAt = event.timeStamp;
    return undefined;
  };
}

/** Where a key was pressed, as the reader wants to know it. */
export const placeOf = (target: EventTarget | null): Place => ({
  isTyping: target instanceof HTMLElement && target.closest(TYPING) !== null,
  // Looked for only when it is asked: that takes longer than a letter may.
  get isCovered() {
    // The palette stays on the page when it is closed.
    return [...document.querySelectorAll(ABOVE_THE_PAGE)].some((element) => element.checkVisibility());
  },
});
