import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What a form field or a typed note shows, and where: a rectangle in PDF coordinates, y upwards. */
export interface ShownField {
  lines: string[];
  rect: readonly [number, number, number, number];
}

interface Annotation {
  subtype?: string;
  rect?: number[];
  hidden?: boolean;
  fieldValue?: unknown;
  textContent?: string[];
  contentsObj?: { str?: string };
  fieldType?: string;
  checkBox?: boolean;
  radioButton?: boolean;
  exportValue?: string;
  buttonValue?: string;
  /** True for lists that drop down, which show their chosen value alone. */
  combo?: boolean;
  options?: { exportValue?: string; displayValue?: string }[];
}

/**
 * The form fields of a page as a reader sees them: texts, the choices of a list, ☑ and ☐ for boxes. Buttons, comments,
 * attachments and hidden fields are no text.
 */
export async function readFields(page: PDFPageProxy): Promise<ShownField[]> {
  const annotations = (await page.getAnnotations().catch(() => [])) as Annotation[];
  return annotations.flatMap((annotation) => {
    const { subtype, hidden, rect } = annotation;
    if (hidden || !rect || rect.length < 4 || (subtype !== "Widget" && subtype !== "FreeText")) return [];
    const lines = linesOf(annotation).filter((line) => line.trim() !== "");
    return lines.length === 0 ? [] : [{ lines, rect: rect as unknown as ShownField["rect"] }];
  });
}

function linesOf(annotation: Annotation): string[] {
  const { subtype, textContent, contentsObj, fieldType, fieldValue } = annotation;
  if (fieldType === "Btn") return boxOf(annotation);
  if (fieldType === "Ch" && !annotation.combo) return (annotation.options ?? []).map(textOfOption);
  // What is drawn, line by line, before what is stored.
  if (textContent?.some((line) => line.trim() !== "")) return textContent;
  if (subtype === "FreeText") return contentsObj?.str?.split(/\r\n?|\n/) ?? [];
  const values = (Array.isArray(fieldValue) ? fieldValue : [fieldValue]).filter((value) => typeof value === "string");
  return values.flatMap((value) => displayed(annotation, value).split(/\r\n?|\n/));
}

const textOfOption = ({ displayValue, exportValue }: { displayValue?: string; exportValue?: string }) =>
  displayValue ?? exportValue ?? "";

/** Lists store short codes and show words. */
function displayed({ options = [] }: Annotation, value: string): string {
  const option = options.find(({ exportValue }) => exportValue === value);
  return option ? textOfOption(option) : value;
}

function boxOf({ checkBox, radioButton, fieldValue, exportValue, buttonValue }: Annotation): string[] {
  if (!checkBox && !radioButton) return [];
  const own = checkBox ? exportValue : buttonValue;
  return [fieldValue != null && fieldValue !== "Off" && fieldValue === own ? "☑" : "☐"];
}
