import { uploads } from '@assay/db/tables/imports';
import { command } from '../../../operation.ts';

interface CreateUpload {
  /** The name of the file in the data folder. */
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Records a file that has arrived whole. */
export const createUpload = command('file:upload', async (op, input: CreateUpload) => {
  await op.tx.insert(uploads).values({ ...input, createdAt: op.now });
  return input.id;
});
