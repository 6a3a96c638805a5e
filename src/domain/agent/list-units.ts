import type { AnswerUnit } from "./answer-unit";

/** Longest list that is kept together. */
const MAX_LIST_LENGTH = 500;
const ANNOUNCES_A_LIST = /[:：]["'”’)*_]*$/u;
const NUMBERED = /^\s*\d{1,3}[.)]\s/u;

/** Where the run of items of one block that begins at `start` ends (exclusive); `start` when there is none. */
function endOfItems(units: readonly AnswerUnit[], start: number): number {
  const first = units[start];
  let end = start + 1;
  if (first?.kind !== "item") return end;
  while (units[end]?.kind === "item" && units[end]?.section === first.section && units[end]?.block === first.block)
    end++;
  return end;
}

/**
 * Makes one unit of a list that is only understood as a whole: its announcement ("You need:") with the items, or
 * numbered steps. Lists of facts (colour, size, …) stay apart, since a question asks for one of them.
 */
export function joinLists(units: readonly AnswerUnit[]): AnswerUnit[] {
  const joined: AnswerUnit[] = [];
  for (let start = 0; start < units.length; ) {
    const first = units[start]!;
    const isAnnounced = first.kind === "sentence" && ANNOUNCES_A_LIST.test(first.text);
    const end = endOfItems(units, isAnnounced ? start + 1 : start);
    const items = units.slice(isAnnounced ? start + 1 : start, end);
    const areSteps = first.kind === "item" && items.length > 1 && items.every((item) => NUMBERED.test(item.text));
    const text = units
      .slice(start, end)
      .map((unit) => unit.text)
      .join("\n");
    if ((areSteps || (isAnnounced && items.length > 0)) && text.length <= MAX_LIST_LENGTH) {
      joined.push({ text, kind: "item", section: first.section, block: first.block });
      start = end;
    } else {
      joined.push(first);
      start++;
    }
  }
  return joined;
}
