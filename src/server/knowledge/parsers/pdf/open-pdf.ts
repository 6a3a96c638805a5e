import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { projectPath } from "../../../project-root";
import { ParseFailure, type ParseInput } from "../parser";

/**
 * Opens a PDF. Pictures of more than `maxPicturePixels` are left out wherever they are drawn.
 * @throws ParseFailure when it is damaged, locked or has no page
 */
export async function openPdf(
  { bytes, password }: Pick<ParseInput, "bytes" | "password">,
  { maxPicturePixels }: { maxPicturePixels: number },
): Promise<PDFDocumentProxy> {
  const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const folder = (name: string) => `${projectPath("node_modules/pdfjs-dist", name)}/`;
  const task = getDocument({
    // pdf.js keeps what it is given; the bytes are still needed here.
    data: bytes.slice(),
    ...(password === undefined ? {} : { password }),
    cMapUrl: folder("cmaps"),
    cMapPacked: true,
    standardFontDataUrl: folder("standard_fonts"),
    wasmUrl: folder("wasm"),
    disableFontFace: true,
    enableXfa: false,
    maxImageSize: maxPicturePixels,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const pdf = await task.promise;
    if (pdf.numPages < 1) throw new ParseFailure("no_text");
    return pdf;
  } catch (error) {
    if (error instanceof ParseFailure) throw error;
    if (error instanceof Error && error.name === "PasswordException")
      throw new ParseFailure(password === undefined ? "password_required" : "password_wrong");
    throw new ParseFailure("corrupt", { cause: error });
  }
}
