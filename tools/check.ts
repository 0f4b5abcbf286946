/** `npm run check`: style, types and the printed schema. */
import { runChecks } from './checks.ts';

const failed = await runChecks();
if (failed.length > 0) {
  console.error(`failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
