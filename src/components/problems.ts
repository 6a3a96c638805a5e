/** What is wrong with a draft, each with the place: `actions.0.text`. */
export type Problems = readonly { path: string; message: string }[];

interface Parsed {
  success: boolean;
  error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } | undefined;
}

export const problemsOf = ({ error }: Parsed, at: readonly string[]): Problems =>
  (error?.issues ?? []).map(({ path, message }) => ({ path: [...at, ...path].join("."), message }));

/** The first at a place or below it. */
export const problemAt = (problems: Problems, place: string): string | undefined =>
  problems.find(({ path }) => path === place || path.startsWith(`${place}.`))?.message;
