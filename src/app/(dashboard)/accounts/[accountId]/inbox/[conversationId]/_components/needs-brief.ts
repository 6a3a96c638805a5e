import type { RouterOutputs } from "@/trpc/react";

/** Whether a person answers, or is to: then what they should know stands above the thread. */
export const needsBrief = ({
  needsPersonReason,
  owner,
}: Pick<RouterOutputs["conversation"]["get"], "needsPersonReason" | "owner">): boolean =>
  needsPersonReason !== null || owner === "person";
