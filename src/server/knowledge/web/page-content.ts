import { Parser } from "htmlparser2";

/** A title stands in the head, and the head at the beginning. */
const HEAD_BYTES = 256 * 1024;
const MAX_TITLE_LENGTH = 200;

const isText = (mediaType: string) => mediaType.startsWith("text/") || mediaType === "application/xhtml+xml";
const isHtml = (mediaType: string) => mediaType === "text/html" || mediaType === "application/xhtml+xml";

/**
 * The bytes of a page as the parsers read them: text whose server declares another encoding than UTF-8 becomes UTF-8
 * with a mark, since the declaration isn't part of the text. A declaration that doesn't fit is not believed.
 */
export function asParsersRead(bytes: Uint8Array, mediaType: string, charset: string | undefined): Uint8Array {
  if (!isText(mediaType) || charset === undefined || /^utf-?8$/.test(charset) || hasMark(bytes)) return bytes;
  try {
    return Buffer.from(`\uFEFF${new TextDecoder(charset, { fatal: true }).decode(bytes)}`, "utf8");
  } catch {
    return bytes;
  }
}

const hasMark = ([first, second]: Uint8Array) =>
  (first === 0xef && second === 0xbb) || (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

/** Of `<title>`, on one line; null for other formats and for pages without one. Wants UTF-8 or what it declares. */
export function pageTitle(bytes: Uint8Array, mediaType: string): string | null {
  if (!isHtml(mediaType)) return null;
  const head = decodeHead(bytes.subarray(0, HEAD_BYTES));
  let title = "";
  let isInside = false;
  let isDone = false;
  const parser = new Parser({
    onopentag: (name) => {
      isInside = name === "title" && !isDone;
    },
    // Pictures inside a page have titles of their own; the page's is the first.
    onclosetag: (name) => {
      if (name === "title") isDone = true;
      isInside = false;
    },
    ontext: (text) => {
      if (isInside && title.length < 4 * MAX_TITLE_LENGTH) title += text;
    },
  });
  parser.write(head);
  parser.end();
  return (
    title
      .replace(/[\s\p{Cc}\p{Cf}]+/gu, " ")
      .trim()
      .slice(0, MAX_TITLE_LENGTH) || null
  );
}

function decodeHead(head: Uint8Array): string {
  const ascii = Buffer.from(head.subarray(0, 4096)).toString("latin1");
  const declared = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)/i.exec(ascii)?.[1] ?? "utf-8";
  const wide =
    head[0] === 0xff && head[1] === 0xfe ? "utf-16le" : head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : undefined;
  const charset = head[0] === 0xef && head[1] === 0xbb ? "utf-8" : (wide ?? declared);
  try {
    return new TextDecoder(charset).decode(head);
  } catch {
    return new TextDecoder().decode(head);
  }
}
