import { cleanText } from "../clean-text";
import { type DocumentParser, refuseTooLong, unpagedResult } from "./parser";
import { decodeText } from "./text-encoding";

const FRONT_MATTER = /^\uFEFF?\s*(---|\+\+\+)[^\S\n]*\n([\s\S]*?)\n\1[^\S\n]*(?:\n|$)/;
const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
/** ESM lines of MDX; prose that starts with "import" has no `from "…"` at its end. */
const MODULE_LINE =
  /^(?:import\s[\s\S]*?from\s*["'][^"']+["']|import\s*["'][^"']+["']|export\s+(?:const|default|function|\{)[\s\S]*);?\s*$/;

/** Markdown and MDX: kept as it is written, without front matter, imports, comments, tags and link targets. */
export const markdownParser: DocumentParser = {
  id: "markdown",
  mediaType: "text/markdown",
  extensions: ["md", "markdown", "mdx"],
  parse: async ({ bytes, limits }) =>
    unpagedResult(readableMarkdown(refuseTooLong(await decodeText(bytes), limits)), limits),
};

export function readableMarkdown(source: string): string {
  const text = source.replace(/\r\n?/g, "\n");
  const matter = FRONT_MATTER.exec(text);
  const title = matter && /^title\s*[:=]\s*["']?(.+?)["']?\s*$/m.exec(matter[2] ?? "")?.[1];
  const body = (matter ? text.slice(matter[0].length) : text).replace(/<!--[\s\S]*?-->/g, "");
  const lines = transformOutsideFences(body.split("\n"));
  // The title of a page often stands in the front matter alone, and names what all of it is about.
  const hasTitle = lines.some((line) => /^#\s/.test(line));
  return cleanText([...(title && !hasTitle ? [`# ${title}`, ""] : []), ...lines].join("\n"));
}

function transformOutsideFences(lines: readonly string[]): string[] {
  let fence: string | undefined;
  const kept: string[] = [];
  lines.forEach((line, index) => {
    const mark = FENCE.exec(line)?.[1];
    if (mark && (fence === undefined || (mark[0] === fence[0] && mark.length >= fence.length))) {
      fence = fence === undefined ? mark : undefined;
    } else if (fence !== undefined) {
      // A "# comment" in code is no heading.
      kept.push(line.replace(/^(#+)\s+/, "$1"));
    } else if (isSetextUnderline(line) && kept.at(-1)?.trim() && !/^[#|>-]/.test(kept.at(-1) ?? "")) {
      kept[kept.length - 1] = `${line.trim().startsWith("=") ? "#" : "##"} ${kept.at(-1)?.trim()}`;
    } else if (!MODULE_LINE.test(line) && !isTableRule(line, lines[index - 1])) {
      kept.push(plainInline(line));
    }
  });
  return kept;
}

const isSetextUnderline = (line: string) => /^\s{0,3}(?:=+|-{2,})\s*$/.test(line);
const isTableRule = (line: string, previous = "") =>
  previous.includes("|") && /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)*$/.test(line);

/** Marks that only look good in Markdown: emphasis, link targets, images, tags, table borders, heading anchors. */
function plainInline(line: string): string {
  return line
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\[([^\]]+)\]\((?:[^()]|\([^)]*\))*\)/g, "$1")
    .replace(/^\s*\[[^\]]+\]:\s+\S+.*$/, "")
    .replace(/<(https?:\/\/[^>\s]+)>/g, "$1")
    .replace(/<\/?[A-Za-z][^>]*>/g, "")
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\p{L}\p{N}*])/gu, "$1")
    .replace(/^\s*\|(.*)\|\s*$/, "$1")
    .replace(/^(#{1,6} .*?)\s*\{#[\w-]+\}\s*$/, "$1");
}
