/**
 * Runs every benchmark of this folder, one after the other, each in a process of its own.
 *
 *   node bench/run.ts
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('./', import.meta.url);
for (const name of readdirSync(folder).filter((file) => file.endsWith('.bench.ts'))) {
  console.log(`\n${name}`);
  const run = spawnSync(process.execPath, [fileURLToPath(new URL(name, folder))], {
    stdio: 'inherit',
  });
  if (run.status !== 0) process.exitCode = 1;
}
