const rotate = (text: string): string =>
  text.replaceAll(/[a-z]/giu, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });

/** How a model that must not repeat something repeats it all the same. */
export const DISGUISES: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  shouted: (text) => text.toUpperCase(),
  spaced: (text) => [...text.replaceAll(/\s+/gu, "")].join(" "),
  reversed: (text) => [...text].reverse().join(""),
  "words reversed": (text) => text.split(/\s+/u).reverse().join(" "),
  rot13: rotate,
  base64: (text) => Buffer.from(text).toString("base64"),
  hexadecimal: (text) => Buffer.from(text).toString("hex"),
};
