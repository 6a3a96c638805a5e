import type { TeamRefusal } from "@/domain/access/team-rules";
import { AppError } from "@/server/errors";

const WORDS: Record<TeamRefusal, { kind: "forbidden" | "conflict"; words: string }> = {
  owners_only: { kind: "forbidden", words: "Only an owner can do that. Ask an owner of this account." },
  last_owner: {
    kind: "conflict",
    words: "An account needs an owner. Hand the ownership over in Settings first, then try again.",
  },
  is_self: { kind: "conflict", words: "That is you. To leave the team, use Leave in Settings." },
};

export function toRefusal(reason: TeamRefusal): AppError {
  const { kind, words } = WORDS[reason];
  return new AppError(kind, words);
}

export const noSuchMember = () => new AppError("not_found", "This person is no longer in the team.");
export const noSuchInvitation = () =>
  new AppError("not_found", "This invitation is no longer open. Look at the list again.");
