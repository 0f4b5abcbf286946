import path from 'node:path';
import type { Services } from '../../../services.ts';

export interface ReleaseFiles {
  readonly folder: string;
  readonly data: string;
  readonly manifest: string;
}

/** Where the files of a release lie. Both ids are of our own making. */
export function releaseFiles(
  services: Services,
  tenantId: string,
  releaseId: string,
): ReleaseFiles {
  const folder = path.join(services.dataDir, 'releases', tenantId);
  return {
    folder,
    data: path.join(folder, `${releaseId}.jsonl`),
    manifest: path.join(folder, `${releaseId}.manifest.json`),
  };
}
