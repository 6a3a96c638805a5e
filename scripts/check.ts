/** `npm run check`: lint, types, unused code, import rules, unit and database tests. Everything runs, then it says what failed. */
import { printSummary, runChecks } from "./steps";

const results = await runChecks();
printSummary(results);
process.exitCode = results.every((result) => result.ok) ? 0 : 1;
