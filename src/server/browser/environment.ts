import { passOnVariables } from "@/env";

/** What a browser needs of Parley's environment. Keys and passwords in it are none of its business. */
const PASSED_ON = [
  "PATH",
  "HOME",
  "LANG",
  "LC_ALL",
  "TZ",
  "TMPDIR",
  "TEMP",
  "SYSTEMROOT",
  "DISPLAY",
  "XDG_RUNTIME_DIR",
];

/** The environment of a browser's process. */
export const browserEnvironment = (extra: Record<string, string>): NodeJS.ProcessEnv => ({
  NODE_ENV: "production",
  ...passOnVariables(PASSED_ON),
  ...extra,
});
