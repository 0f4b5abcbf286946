import type { Upload } from '@assay/db/tables/imports';
import type { Context } from '../../../context.ts';
import { type FilePreview, previewFile } from '../../imports/queries/preview.ts';
import type { OutcomeField } from '../rules/mapping.ts';
import { isNativeOutcome } from '../rules/native.ts';
import { suggestOutcomeMapping } from '../rules/suggest.ts';
import { listMeasures } from './measures.ts';

export interface OutcomePreview extends FilePreview {
  readonly suggestedFields: readonly OutcomeField[];
  readonly native: boolean;
}

/** The first rows of an upload, and what they seem to say of tickets. */
export async function previewOutcomes(
  ctx: Context,
  upload: Upload,
  asked: 'CSV' | 'JSONL' | null,
): Promise<OutcomePreview> {
  const measures = await listMeasures(ctx, {});
  const { values, lists, ...preview } = await previewFile(ctx.services, upload, asked);
  const native = preview.format === 'JSONL' && values.length > 0 && values.every(isNativeOutcome);
  const keys = new Set(measures.map(({ key }) => key));
  const suggestedFields = native ? [] : suggestOutcomeMapping(preview.columns, lists, keys);
  return { ...preview, native, suggestedFields };
}
