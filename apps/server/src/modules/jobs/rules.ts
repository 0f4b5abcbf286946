import type { Job } from '@assay/db/tables/jobs';
import { may } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';

/** Whether somebody may end a job before its time: who asked for it, and who may end any. */
export const mayCancel = (viewer: Viewer, { requestedBy }: Pick<Job, 'requestedBy'>): boolean =>
  may(viewer, 'job:cancel-any') ||
  (may(viewer, 'job:cancel') && viewer.kind === 'MEMBER' && viewer.memberId === requestedBy);
