/** `npm test`: everything `npm run check` does, then the build and the browser tests against it. */
import { printCounts, printSummary, runBrowserTests, runChecks } from "./steps";

const results = [...(await runChecks()), ...(await runBrowserTests())];
printSummary(results);
const ok = results.every((result) => result.ok);
await printCounts(ok);
process.exitCode = ok ? 0 : 1;
