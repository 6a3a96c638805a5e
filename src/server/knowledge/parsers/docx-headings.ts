import { Parser } from "htmlparser2";

/** Deepest chain of styles that is followed; a longer one goes in a circle. */
const MAX_DEPTH = 20;

interface Style {
  name: string;
  basedOn?: string;
  /** 0 = level 1. */
  outlineLevel?: number;
}

/**
 * mammoth style-map lines for paragraph styles that are headings without being called so: those built on a heading, and
 * those with an outline level of their own. `stylesXml` is word/styles.xml.
 */
export function headingStyleMap(stylesXml: string): string[] {
  const styles = readStyles(stylesXml);
  return [...styles].flatMap(([id, { name }]) => {
    // mammoth knows these by itself, and quotes would end the line's own.
    if (/^(?:heading \d|title|subtitle)$/i.test(name) || /['\\]/.test(id)) return [];
    const level = levelOf(id, styles);
    return level === undefined ? [] : [`p[style-name='${name.replace(/['\\]/g, "\\$&")}'] => h${level}:fresh`];
  });
}

function readStyles(xml: string): Map<string, Style> {
  const styles = new Map<string, Style>();
  let open: Style | undefined;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const value = attributes["w:val"] ?? "";
        if (name === "w:style" && attributes["w:type"] === "paragraph") {
          open = { name: "" };
          styles.set(attributes["w:styleId"] ?? "", open);
        } else if (!open) return;
        else if (name === "w:name") open.name = value;
        else if (name === "w:basedOn") open.basedOn = value;
        else if (name === "w:outlineLvl") open.outlineLevel = Number(value);
      },
      onclosetag(name) {
        if (name === "w:style") open = undefined;
      },
    },
    { xmlMode: true },
  );
  parser.write(xml);
  parser.end();
  return styles;
}

/** 1 to 6, or undefined for a style of running text (Word's level 10 among them). */
function levelOf(id: string, styles: ReadonlyMap<string, Style>): number | undefined {
  let style = styles.get(id);
  for (let depth = 0; style && depth < MAX_DEPTH; depth++) {
    if (style.outlineLevel !== undefined) return style.outlineLevel < 6 ? style.outlineLevel + 1 : undefined;
    const named = /^heading ([1-6])$/i.exec(style.name)?.[1];
    if (named) return Number(named);
    style = style.basedOn === undefined ? undefined : styles.get(style.basedOn);
  }
  return undefined;
}
