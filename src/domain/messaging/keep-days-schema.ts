import { z } from "zod";
import { KEEP_DAYS } from "./keep-time";

/** Null: for ever. */
export const keepDaysSchema = z.union(KEEP_DAYS.map((days) => z.literal(days))).nullable();
