import { MAX_CAPTION, type SendableKind, takesCaption } from "@/domain/automation/sendable-file";

/** A file that was chosen, and what it is by its bytes. */
export interface Attachment {
  id: string;
  file: File;
  kind: SendableKind;
  /** Of the bytes, for showing them; given back when it is no longer needed. */
  url: string;
}

export interface OutgoingPart {
  text: string;
  attachment?: Attachment;
}

/**
 * The messages that words and files make, in their order. The words stand under the first file that shows any; else, or
 * where they are too long for that, before the files.
 */
export function outgoingParts(
  text: string,
  attachments: readonly Attachment[],
  { keepsWordsApart = false }: { keepsWordsApart?: boolean } = {},
): OutgoingPart[] {
  const bearer =
    text === "" || keepsWordsApart || [...text].length > MAX_CAPTION
      ? undefined
      : attachments.find(({ kind }) => takesCaption(kind));
  const files = attachments.map((attachment) => ({ attachment, text: attachment === bearer ? text : "" }));
  return text === "" || bearer ? files : [{ text }, ...files];
}
