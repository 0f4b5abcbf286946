import type { ImportProblem } from '@assay/db/tables/imports';
import type { Context } from '../../../context.ts';
import { csvLine } from '../../../csv.ts';
import type { Download } from '../../../links.ts';
import { problemsMax } from '../rules/problems.ts';
import type { problemsAfter } from './problems.ts';

/** The problems of an import as CSV, safe to open in a spreadsheet, read page by page. */
export function reportDownload(
  ctx: Context,
  importId: string,
  read: typeof problemsAfter,
): Download {
  return {
    name: 'import-report.csv',
    type: 'text/csv; charset=utf-8',
    content: reportLines(ctx, importId, read),
  };
}

async function* reportLines(
  ctx: Context,
  importId: string,
  read: typeof problemsAfter,
): AsyncGenerator<string> {
  yield csvLine(['line', 'severity', 'field', 'message']);
  let after: ImportProblem | null = null;
  let told = 0;
  for (;;) {
    const page: ImportProblem[] = await read(ctx, { importId, after });
    // problems never change, so no view is kept while a slow reader takes its time
    await ctx.endReads();
    const last = page.at(-1);
    if (last === undefined) break;
    told += page.length;
    yield page
      .map(({ line, severity, field, message }) => csvLine([line, severity, field, message]))
      .join('');
    after = last;
  }
  if (told >= problemsMax) {
    yield csvLine([null, null, null, `Only the first ${problemsMax} problems are kept.`]);
  }
}
