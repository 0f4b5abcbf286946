import type { Context } from '../../../context.ts';
import { notFound } from '../../../errors.ts';
import type { Download } from '../../../links.ts';
import { releaseFiles } from './release-files.ts';
import { findRelease } from './releases.ts';

/** The file of a release, or its manifest, as it was written. */
export async function releaseDownload(
  ctx: Context,
  id: string,
  part: 'data' | 'manifest',
): Promise<Download> {
  const { tenantId, name, manifest } = await findRelease(ctx, { id });
  if (manifest === null) throw notFound();
  const file = releaseFiles(ctx.services, tenantId, id)[part];
  return part === 'data'
    ? { name: `${name}.jsonl`, type: 'application/x-ndjson; charset=utf-8', file }
    : { name: `${name}.manifest.json`, type: 'application/json; charset=utf-8', file };
}
