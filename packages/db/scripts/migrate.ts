/** Migrates the database of `DATABASE_URL`: `pnpm --filter @assay/db migrate`. */
import { migrate } from '../src/migrate.ts';

const url = process.env.DATABASE_URL;
if (url === undefined || url === '') {
  console.error('DATABASE_URL names no database');
  process.exitCode = 1;
} else {
  await migrate(url);
}
