import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type DatasetRelease,
  datasetReleases,
  type ReleaseManifest,
} from '@assay/db/tables/releases';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { syncFolder } from '../../files.ts';
import { globalId, randomId } from '../../ids.ts';
import { job } from '../../jobs.ts';
import { emitEvent } from '../events/commands/emit-event.ts';
import { writeRows } from './commands/write-release.ts';
import { CutOff } from './queries/cut-off.ts';
import { type ReleaseFiles, releaseFiles } from './queries/release-files.ts';
import { startReading } from './queries/releases.ts';
import { releaseReady } from './rules/ready.ts';
import { promptForms } from './rules/rows.ts';

/**
 * Writes a release as the project was when it was asked for. A run that is killed leaves nothing behind
 * that counts: the next one starts anew, from the same cut-off, and writes the same bytes.
 */
export const releaseJob = job({
  name: 'releases.write',
  input: z.object({ releaseId: z.uuid(), cutOff: CutOff }),
  run: async (run, { releaseId, cutOff }) => {
    const reader = run.reader();
    const { release, tasks, committed } = await startReading(reader, { id: releaseId, cutOff });
    if (release.manifest !== null) return reader.endReads();
    const files = releaseFiles(reader.services, release.tenantId, release.id);
    await mkdir(files.folder, { recursive: true, mode: 0o700 });
    await removeParts(files);
    const part = `${files.data}.${randomId()}.part`;
    try {
      const manifest = await writeRows(reader, release, { cutOff, committed }, part, (tasksRead) =>
        run.step(async () => ({ progress: tasksRead, total: tasks })),
      ).finally(() => reader.endReads());
      await writeFile(`${part}.json`, manifestText(release, manifest), {
        flag: 'wx',
        mode: 0o600,
        flush: true,
      });
      // the step holds the job's row, so no other run is between its files and its manifest
      await run.step(async (op) => {
        const r = datasetReleases;
        const unset = and(eq(r.id, release.id), isNull(r.manifest));
        const set = await op.tx.update(r).set({ manifest }).where(unset).returning({ id: r.id });
        if (set.length > 0) {
          await rename(part, files.data);
          await rename(`${part}.json`, files.manifest);
          await syncFolder(files.folder);
          op.announce(release.projectId, 'RELEASE_READY');
          await emitEvent(op, releaseReady(release, manifest));
        }
        return { progress: tasks, total: tasks };
      });
    } finally {
      await Promise.all([part, `${part}.json`].map((file) => rm(file, { force: true })));
    }
  },
});

/** Removes what a run that was killed has left. */
async function removeParts({ folder, data }: ReleaseFiles): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    if (file.startsWith(`${data}.`)) await rm(file, { force: true });
  }
}

/** What the file says of itself: the manifest, and under which settings it came about. */
function manifestText(release: DatasetRelease, manifest: ReleaseManifest): string {
  const { id, name, format, projectId, minimumVotes, minimumAgreement } = release;
  const about = {
    id: globalId('DatasetRelease', id),
    ...{ name, format },
    project: globalId('Project', projectId),
    gates: { minimumVotes, minimumAgreement },
    votes:
      'The latest revision of each LIVE, EXTRA and SECOND_PASS judgment; the most frequent wins.',
    prompt: promptForms[format],
  };
  return `${JSON.stringify({ ...about, ...manifest }, null, 2)}\n`;
}
