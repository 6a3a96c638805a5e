import { isWordCharacter, type Node, PatternError, parsePattern } from "./syntax";

/** One step of the machine. `fork` goes both ways at once. */
type Instruction =
  | { op: "char"; test: (character: string) => boolean }
  | { op: "assert"; kind: "start" | "end" | "boundary" | "no_boundary" }
  | { op: "fork"; to: [number, number] }
  | { op: "jump"; to: number }
  | { op: "match" };

/** Bounds the work for each character of the text; (a{50}){50} would be 2,500 steps. */
const MAX_INSTRUCTIONS = 1_000;
/** Characters of a text that are looked at. */
const MAX_TEXT = 4_096;

export interface SafeRegex {
  /** Whether it matches anywhere in the text; case makes no difference. Looks at the first 4,096 characters. */
  test(text: string): boolean;
  /** Steps taken by the last test: at most instructions × (characters + 1). */
  readonly steps: number;
}

/**
 * A regular expression that can't hang: all ways through the pattern are followed at once (Thompson's construction), so
 * the time is bounded by the length of the pattern times that of the text, whatever both are.
 * @throws PatternError in words for whoever wrote the pattern
 */
export function compileSafeRegex(pattern: string): SafeRegex {
  const program: Instruction[] = [];
  emit(program, parsePattern(pattern));
  program.push({ op: "match" });
  let steps = 0;
  return {
    test(text) {
      const result = run(program, [...text.slice(0, MAX_TEXT)]);
      steps = result.steps;
      return result.isMatch;
    },
    get steps() {
      return steps;
    },
  };
}

/** Undefined when the pattern can be used; else why not. */
export function patternProblem(pattern: string): string | undefined {
  try {
    compileSafeRegex(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}

function emit(program: Instruction[], node: Node): void {
  if (program.length > MAX_INSTRUCTIONS) throw new PatternError("The pattern repeats too much within what it repeats.");
  switch (node.kind) {
    case "char":
      program.push({ op: "char", test: node.test });
      return;
    case "sequence":
      for (const part of node.parts) emit(program, part);
      return;
    case "either":
      emitEither(program, node.options);
      return;
    case "repeat":
      emitRepeat(program, node);
      return;
    default:
      program.push({ op: "assert", kind: node.kind });
  }
}

function emitEither(program: Instruction[], options: readonly Node[]): void {
  const jumps: { op: "jump"; to: number }[] = [];
  for (const [index, option] of options.entries()) {
    const isLast = index === options.length - 1;
    const fork: Instruction = { op: "fork", to: [program.length + 1, 0] };
    if (!isLast) program.push(fork);
    emit(program, option);
    if (isLast) break;
    const jump = { op: "jump" as const, to: 0 };
    program.push(jump);
    jumps.push(jump);
    fork.to[1] = program.length;
  }
  for (const jump of jumps) jump.to = program.length;
}

function emitRepeat(program: Instruction[], { node, min, max }: Node & { kind: "repeat" }): void {
  for (let count = 0; count < min; count++) emit(program, node);
  if (max === Number.POSITIVE_INFINITY) {
    const start = program.length;
    const fork: Instruction = { op: "fork", to: [start + 1, 0] };
    program.push(fork);
    emit(program, node);
    program.push({ op: "jump", to: start });
    fork.to[1] = program.length;
    return;
  }
  const forks: (Instruction & { op: "fork" })[] = [];
  for (let count = min; count < max; count++) {
    const fork: Instruction & { op: "fork" } = { op: "fork", to: [program.length + 1, 0] };
    program.push(fork);
    forks.push(fork);
    emit(program, node);
  }
  for (const fork of forks) fork.to[1] = program.length;
}

/** Each character is shown to every place of the program that is reached, each place once. */
function run(program: readonly Instruction[], characters: readonly string[]) {
  let current: number[] = [];
  let steps = 0;
  const reachedAt = new Int32Array(program.length).fill(-1);

  /** Adds the places that are reached from here without taking a character. @returns whether the end is one */
  const reach = (places: number[], from: number, at: number): boolean => {
    const open = [from];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (reachedAt[place] === at) continue;
      reachedAt[place] = at;
      steps++;
      const instruction = program[place];
      if (!instruction) continue;
      if (instruction.op === "match") return true;
      if (instruction.op === "char") places.push(place);
      else if (instruction.op === "jump") open.push(instruction.to);
      else if (instruction.op === "fork") open.push(...instruction.to);
      else if (holds(instruction.kind, characters, at)) open.push(place + 1);
    }
    return false;
  };

  for (let at = 0; at <= characters.length; at++) {
    const character = characters[at - 1];
    const next: number[] = [];
    for (const place of current) {
      const instruction = program[place];
      if (character === undefined || instruction?.op !== "char" || !instruction.test(character)) continue;
      if (reach(next, place + 1, at)) return { isMatch: true, steps };
    }
    // A match may begin here.
    if (reach(next, 0, at)) return { isMatch: true, steps };
    current = next;
  }
  return { isMatch: false, steps };
}

function holds(kind: "start" | "end" | "boundary" | "no_boundary", characters: readonly string[], at: number): boolean {
  if (kind === "start") return at === 0;
  if (kind === "end") return at === characters.length;
  const isWord = (character: string | undefined) => character !== undefined && isWordCharacter(character);
  const isBoundary = isWord(characters[at - 1]) !== isWord(characters[at]);
  return isBoundary === (kind === "boundary");
}
