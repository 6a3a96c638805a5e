import { parseArgs } from "node:util";
import { LOOPBACK } from "./listen";

export const USAGE = `Usage: npm run -s auth:serve -- [--port N] [--keys FILE] [options]
  --port N           0, the default, picks a free one
  --keys FILE        private signing keys: one JSON Web Key, an array of them, or {"keys": […]}; one is made without it
  --confirm          new addresses have to be confirmed by the mailed link or code
  --no-sign-up       strangers can't create users
  --no-anonymous     nobody signs in without an address
  --redirect ORIGIN  links may lead back there as well; may be given several times
`;

export interface ServeArguments {
  port: number;
  keyFile: string | undefined;
  isSignUpOpen: boolean;
  isAutoConfirmed: boolean;
  allowAnonymous: boolean;
  redirectAllowList: string[];
}

/** @throws Error in words for whoever typed them */
export function readArguments(args: string[]): ServeArguments {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: "0" },
      host: { type: "string", default: LOOPBACK },
      keys: { type: "string" },
      confirm: { type: "boolean", default: false },
      "no-sign-up": { type: "boolean", default: false },
      "no-anonymous": { type: "boolean", default: false },
      redirect: { type: "string", multiple: true, default: [] },
    },
  });
  // Everybody is let in as a test suite wants it, administrators included: nothing for other machines.
  if (values.host !== LOOPBACK)
    throw new Error(`This server is for tests on this machine and listens on ${LOOPBACK} only.`);
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535)
    throw new Error(`--port must be a number from 0 to 65535, not ${JSON.stringify(values.port)}.`);
  if (values.keys === "") throw new Error("--keys must name a file.");
  for (const redirect of values.redirect)
    if (!/^https?:$/.test(URL.parse(redirect)?.protocol ?? ""))
      throw new Error(`--redirect must be an address such as http://localhost:3000, not ${JSON.stringify(redirect)}.`);
  return {
    port: Number(values.port),
    keyFile: values.keys,
    isSignUpOpen: !values["no-sign-up"],
    isAutoConfirmed: !values.confirm,
    allowAnonymous: !values["no-anonymous"],
    redirectAllowList: values.redirect,
  };
}
