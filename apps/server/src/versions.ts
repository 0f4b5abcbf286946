import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const Package = z.object({ version: z.string() });
const versionIn = (file: string): string =>
  Package.parse(JSON.parse(readFileSync(file, 'utf8'))).version;

/** The version of the scoring package, as figures name it. */
export const scoringVersion = versionIn(
  createRequire(import.meta.url).resolve('@assay/scoring/package.json'),
);

/** What a KPI run was computed by. */
export const codeVersion = `assay ${versionIn(
  fileURLToPath(new URL('../package.json', import.meta.url)),
)}, scoring ${scoringVersion}`;
