/**
 * Writes `apps/server/schema.graphql`, the contract the web client is generated from.
 *
 *   pnpm --filter @assay/server schema           write it
 *   pnpm --filter @assay/server schema --check   fail if the committed file is out of date
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '../src/graphql/schema.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const file = new URL('../schema.graphql', import.meta.url);
const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;

if (!values.check) {
  await writeFile(file, printed);
} else if ((await readFile(file, 'utf8')) !== printed) {
  console.error('schema.graphql is out of date: run `pnpm --filter @assay/server schema`');
  process.exitCode = 1;
}
