import { ended } from '../support/imports.ts';
import { newKey } from '../support/person.ts';
import { payload } from '../support/scenario.ts';
import { type Row, type Section, shown } from './report.ts';
import { type Seeded, seedComparisons, seedProject } from './seed.ts';
import type { Stage } from './stage.ts';

const sizes = [1_000, 100_000] as const;
/** Behind every task that other benchmarks seed. */
const firstTask = 10_000_000;
const secondsMax = 600;

/** Releases of DPO pairs against COPY of the same texts, and the memory of the worker that writes them. */
export async function measureExports(stage: Stage): Promise<Section> {
  const { owner, tenantId } = stage;
  const runs: { size: number; seconds: number; peakMiB: number; copySeconds: number }[] = [];
  for (const [at, size] of sizes.entries()) {
    const seeded = await seedProject(stage);
    await seedComparisons(owner, tenantId, seeded, firstTask + at * 1_000_000, size);
    await owner`analyze`;
    const worker = await stage.startWorker();
    try {
      const seconds = await writeRelease(stage, seeded);
      runs.push({
        ...{ size, seconds },
        peakMiB: worker.peakMiB(),
        copySeconds: await copySeconds(stage, seeded),
      });
    } finally {
      await worker.stop();
    }
  }
  return sectionOf(runs);
}

/** Seconds from the request until the file is there. */
async function writeRelease({ lead }: Stage, { projectId }: Seeded): Promise<number> {
  const begun = performance.now();
  const input = {
    ...{ idempotencyKey: newKey(), projectId: `Project_${projectId}`, name: 'pairs' },
    ...{ format: 'DPO', minimumVotes: 1, minimumAgreement: 0 },
  };
  const { datasetRelease } = payload(
    await lead.change('createDatasetRelease', input, 'datasetRelease { job { id } }'),
  );
  const { state } = await ended(lead, datasetRelease.job.id, secondsMax);
  if (state !== 'SUCCEEDED') throw new Error(`the release ${state}`);
  return (performance.now() - begun) / 1_000;
}

/** Seconds that COPY takes for prompt, both answers and the vote of every task. */
async function copySeconds({ owner }: Stage, { projectId }: Seeded): Promise<number> {
  const begun = performance.now();
  const rows = await owner
    .unsafe(`copy (select k.external_id, m.content, a.content, b.content, p.direction
      from tasks k
        join messages m on m.tenant_id = k.tenant_id and m.task_id = k.id
        join responses a on a.tenant_id = k.tenant_id and a.task_id = k.id and a.position = 0
        join responses b on b.tenant_id = k.tenant_id and b.task_id = k.id and b.position = 1
        join judgments j on j.tenant_id = k.tenant_id and j.task_id = k.id
        join preferences p on p.tenant_id = j.tenant_id and p.judgment_id = j.id
      where k.project_id = '${projectId}' order by k.id) to stdout`)
    .readable();
  for await (const _part of rows);
  return (performance.now() - begun) / 1_000;
}

function sectionOf(
  runs: readonly { size: number; seconds: number; peakMiB: number; copySeconds: number }[],
): Section {
  const [small, large] = runs;
  const memory = (large?.peakMiB ?? Number.NaN) / (small?.peakMiB ?? Number.NaN);
  const rows: Row[] = runs.map(({ size, seconds, peakMiB, copySeconds }) => ({
    what: `DPO pairs of ${size.toLocaleString('en')} tasks`,
    value: `${shown(size / seconds)} rows/s, peak ${shown(peakMiB)} MiB`,
    ratio: { of: '`COPY … TO STDOUT`', value: copySeconds / seconds },
  }));
  rows.push({
    what: 'memory at 100,000 against 1,000',
    value: `${shown(memory)} times`,
    goal: { text: 'at most 1.5', met: memory <= 1.5 },
  });
  return {
    title: 'Exporting',
    setting: `A dataset release by the worker process, from the request to the file that is there: one snapshot, the label of
      every task from its votes, the judgments named on each row, a digest and a manifest. \`COPY\` sends the same texts as
      they are. At 1,000 tasks it is mostly the wait for the job.`,
    rows,
    remarks: [],
  };
}
