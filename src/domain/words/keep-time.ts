import type { KeepTime } from "../messaging/keep-time";
import type { Translate } from "./translate";

/** After "Conversations are kept": "for 90 days", "for ever". */
export const keepTimeWords = (t: Translate, time: KeepTime): string => t("settings.keep.time", { days: time ?? 0 });
