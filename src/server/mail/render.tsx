import { render } from "react-email";
import type { Letter } from "./letter";
import { LetterHtml } from "./letter-html";
import { letterOf } from "./letters";
import type { Mail, OwnPath } from "./mail";
import { sentenceText } from "./sentence";

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/**
 * A mail as it goes out. Import it only when one is rendered: the components take their time to load.
 * @param siteUrl where people open Parley; put before the mail's own path
 */
export async function renderMail(mail: Mail, siteUrl: string): Promise<RenderedMail> {
  const letter = letterOf(mail);
  const link = letter.button ? linkTo(siteUrl, letter.button.path) : null;
  return {
    subject: sentenceText(letter.subject),
    html: await render(<LetterHtml letter={letter} link={link} />),
    text: letterText(letter, link),
  };
}

/** Joined as text: whatever the path holds, the host stays ours. */
const linkTo = (siteUrl: string, path: OwnPath) => siteUrl.replace(/\/+$/, "") + path;

function letterText({ subject, paragraphs, code, button, footnote }: Letter, link: string | null): string {
  return [
    sentenceText(subject),
    ...paragraphs.map(sentenceText),
    ...(code === undefined ? [] : [code]),
    ...(button && link ? [`${button.label}:\n${link}`] : []),
    `${sentenceText(footnote)}\n\nParley`,
  ].join("\n\n");
}
