/** What a pattern is made of. `test` gets one character, in the case it was written in. */
export type Node =
  | { kind: "char"; test: (character: string) => boolean }
  | { kind: "start" | "end" | "boundary" | "no_boundary" }
  | { kind: "sequence"; parts: Node[] }
  | { kind: "either"; options: Node[] }
  | { kind: "repeat"; node: Node; min: number /** Infinity: as often as it comes. */; max: number };

/** Why a pattern can't be used, in words for whoever wrote it. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}

/** As long as patterns that people write by hand; longer ones are pasted and better split into rules. */
export const MAX_PATTERN = 200;
/** More repeats than this by number say "many". */
const MAX_COUNT = 100;
/** Groups within groups; parsing goes as deep as they do. */
const MAX_DEPTH = 20;

const isWordCharacter = (character: string) => /^[\p{L}\p{M}\p{N}_]$/u.test(character);

export { isWordCharacter };

const CLASSES: Record<string, (character: string) => boolean> = {
  d: (character) => /^\p{Nd}$/u.test(character),
  w: isWordCharacter,
  s: (character) => /^\s$/u.test(character),
};
const CONTROLS: Record<string, string> = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v" };

/**
 * Reads a pattern in the usual notation: `. [] [^] () (?:) | * + ? {n,m} ^ $ \d \w \s \b \p{…}`. Whatever would need
 * going back in the text (backreferences, looking ahead or behind) is refused, so that matching is always linear.
 * @throws PatternError
 */
export function parsePattern(pattern: string): Node {
  if (pattern === "") throw new PatternError("The pattern is empty.");
  if (pattern.length > MAX_PATTERN) throw new PatternError(`A pattern may have ${MAX_PATTERN} characters.`);
  return new Parser([...pattern]).parse();
}

class Parser {
  #at = 0;
  #depth = 0;

  constructor(private readonly characters: readonly string[]) {}

  parse(): Node {
    const node = this.#either();
    if (this.#at < this.characters.length) throw new PatternError("There is a ) without its (.");
    return node;
  }

  #peek(): string | undefined {
    return this.characters[this.#at];
  }

  #take(): string {
    const character = this.characters[this.#at++];
    if (character === undefined) throw new PatternError("The pattern ends too early.");
    return character;
  }

  #takeIf(text: string): boolean {
    const wanted = [...text];
    if (!wanted.every((character, index) => this.characters[this.#at + index] === character)) return false;
    this.#at += wanted.length;
    return true;
  }

  #either(): Node {
    const options = [this.#sequence()];
    while (this.#takeIf("|")) options.push(this.#sequence());
    const [only] = options;
    return options.length === 1 && only ? only : { kind: "either", options };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    for (let next = this.#peek(); next !== undefined && next !== "|" && next !== ")"; next = this.#peek())
      parts.push(this.#repeated(this.#atom()));
    return { kind: "sequence", parts };
  }

  #repeated(node: Node): Node {
    const range = this.#quantifier();
    if (!range) return node;
    if (node.kind !== "char" && node.kind !== "sequence" && node.kind !== "either")
      throw new PatternError("Nothing that could be repeated stands before *, +, ? or {}.");
    // Shortest or longest makes no difference to whether it matches.
    this.#takeIf("?");
    if (this.#quantifier()) throw new PatternError("Two repeats follow each other; put the first into ( ).");
    return { kind: "repeat", node, ...range };
  }

  #quantifier(): { min: number; max: number } | undefined {
    if (this.#takeIf("*")) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.#takeIf("+")) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.#takeIf("?")) return { min: 0, max: 1 };
    if (this.#peek() !== "{") return undefined;
    const end = this.characters.indexOf("}", this.#at);
    const counts = /^(\d{1,4})(?:(,)(\d{0,4}))?$/.exec(this.characters.slice(this.#at + 1, Math.max(end, 0)).join(""));
    if (!counts) throw new PatternError("After { comes a number, as in {2} or {2,4}. A plain brace is \\{.");
    this.#at = end + 1;
    const min = Number(counts[1]);
    const max = counts[2] === undefined ? min : counts[3] ? Number(counts[3]) : Number.POSITIVE_INFINITY;
    if (max < min) throw new PatternError("In {n,m} the first number is the smaller one.");
    if (min > MAX_COUNT || (max > MAX_COUNT && max !== Number.POSITIVE_INFINITY))
      throw new PatternError(`A part can be repeated ${MAX_COUNT} times at most.`);
    return { min, max };
  }

  #atom(): Node {
    const character = this.#take();
    if (character === "(") return this.#group();
    if (character === "[") return { kind: "char", test: this.#set() };
    if (character === ".") return { kind: "char", test: (each) => !/^[\n\r\u2028\u2029]$/.test(each) };
    if (character === "^") return { kind: "start" };
    if (character === "$") return { kind: "end" };
    if ("*+?{".includes(character))
      throw new PatternError(`Nothing that could be repeated stands before ${character}.`);
    if (character === "\\" && this.#takeIf("b")) return { kind: "boundary" };
    if (character === "\\" && this.#takeIf("B")) return { kind: "no_boundary" };
    if (character === "\\") return { kind: "char", test: this.#escape().test };
    return { kind: "char", test: same(character) };
  }

  #group(): Node {
    if (this.#peek() === "?" && !this.#takeIf("?:"))
      throw new PatternError("Of the groups that begin with (? only (?: ) is understood.");
    if (++this.#depth > MAX_DEPTH) throw new PatternError("There are too many groups within groups.");
    const inner = this.#either();
    if (!this.#takeIf(")")) throw new PatternError("A ( is not closed.");
    this.#depth--;
    return { kind: "sequence", parts: [inner] };
  }

  /** After the backslash. `literal` when it stands for one character, which may begin a range. */
  #escape(): { test: (character: string) => boolean; literal?: string } {
    const character = this.#take();
    const named = CLASSES[character.toLowerCase()];
    if (named) return { test: character === character.toLowerCase() ? named : (each) => !named(each) };
    if (character === "p" || character === "P") return { test: this.#property(character) };
    if (/[1-9]/.test(character)) throw new PatternError("References to groups, such as \\1, are not understood.");
    if (/[a-z0]/i.test(character) && !CONTROLS[character]) throw new PatternError(`\\${character} is not understood.`);
    const literal = CONTROLS[character] ?? character;
    return { test: same(literal), literal };
  }

  #property(letter: string): (character: string) => boolean {
    const end = this.characters.indexOf("}", this.#at);
    const name = this.characters.slice(this.#at, end + 1).join("");
    if (!/^\{[\w=]{1,40}\}$/.test(name)) throw new PatternError("After \\p comes a name, as in \\p{L}.");
    this.#at = end + 1;
    try {
      // One character against one class: nothing that could go back.
      const expression = new RegExp(`^\\${letter}${name}$`, "u");
      return (character) => expression.test(character);
    } catch {
      throw new PatternError(`There is no class of characters called ${name.slice(1, -1)}.`);
    }
  }

  #set(): (character: string) => boolean {
    const isNegated = this.#takeIf("^");
    const tests: ((character: string) => boolean)[] = [];
    while (!this.#takeIf("]")) {
      const from = this.#setItem();
      if (from.literal === undefined || this.characters[this.#at] !== "-" || this.characters[this.#at + 1] === "]") {
        tests.push(from.test);
        continue;
      }
      this.#take();
      const to = this.#setItem();
      if (to.literal === undefined || codeOf(to.literal) < codeOf(from.literal))
        throw new PatternError("A range in [ ] goes from a lower to a higher character, as in [a-z].");
      tests.push(between(codeOf(from.literal), codeOf(to.literal)));
    }
    return (character) => tests.some((test) => test(character)) !== isNegated;
  }

  #setItem(): { test: (character: string) => boolean; literal?: string } {
    if (this.#at >= this.characters.length) throw new PatternError("A [ is not closed.");
    const character = this.#take();
    return character === "\\" ? this.#escape() : { test: same(character), literal: character };
  }
}

const codeOf = (character: string) => character.codePointAt(0) ?? 0;

/** Case makes no difference. */
const casesOf = (character: string): string[] => [character, character.toLowerCase(), character.toUpperCase()];
const same = (literal: string) => {
  const cases = new Set(casesOf(literal));
  return (character: string) => casesOf(character).some((each) => cases.has(each));
};
const between = (from: number, to: number) => (character: string) =>
  casesOf(character).some((each) => [...each].length === 1 && codeOf(each) >= from && codeOf(each) <= to);
