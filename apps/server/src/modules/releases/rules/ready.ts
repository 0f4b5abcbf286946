import type { DatasetRelease, ReleaseManifest } from '@assay/db/tables/releases';
import { globalId } from '../../../ids.ts';
import type { NewEvent } from '../../events/rules/event.ts';

/** What others are told of a release whose file is complete. */
export function releaseReady(
  { id, projectId, format }: DatasetRelease,
  { rows, sizeBytes, sha256 }: ReleaseManifest,
): NewEvent<'dataset_release.ready'> {
  return {
    ...{ type: 'dataset_release.ready', subjectId: id, projectId },
    data: {
      datasetReleaseId: globalId('DatasetRelease', id),
      ...{ format, rows, sizeBytes, sha256 },
    },
    path: '/data',
  };
}
