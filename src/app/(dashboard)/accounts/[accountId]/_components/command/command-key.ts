/** What the key beside the space bar is called on this machine; in a browser alone. */
export const commandKey = (): string => (/mac|iphone|ipad/iu.test(navigator.userAgent) ? "⌘" : "Ctrl");
