/**
 * The settings that an answer was made with: a published version, or the team's draft that somebody tried. `by`: as the
 * team knows them; null for the version that came with the account, or when they are gone.
 */
export type AnsweredWith =
  | { kind: "version"; version: number; publishedAt: Date; by: string | null }
  | { kind: "draft"; savedAt: Date; by: string | null };
