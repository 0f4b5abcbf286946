/**
 * `npm run bench`: the product's figures, each with the peer or the limit beside it, then those of the
 * scoring package. What is measured is written into `docs/benchmarks.md`.
 *
 *   npm run bench                    everything
 *   npm run bench -- submit nested   only these: submit, nested, imports, exports, webhooks,
 *                                    outcomes, beside, kpi, runs, coverage, proposals, pages, scoring
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWebClient } from '@assay/tools/web-client';
import { measureBeside } from './beside.ts';
import { measureExports } from './exports.ts';
import { measureImports } from './imports.ts';
import { measureCoverage, measureKpi } from './kpi.ts';
import { measureKpiRuns } from './kpi-runs.ts';
import { machine } from './machine.ts';
import { measureNested } from './nested.ts';
import { measureOutcomes } from './outcomes.ts';
import { measureJudgePage } from './page-weight.ts';
import { measureProposals } from './proposals.ts';
import { plain, type Section } from './report.ts';
import { seedProject } from './seed.ts';
import { colleagues, onStage, type Stage } from './stage.ts';
import { measureSubmit } from './submit.ts';
import { measureWebhooks } from './webhooks.ts';
import { writeReport } from './write-report.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const annotators = 16;
const file = path.join(root, 'docs/benchmarks.md');

const parts: Readonly<Record<string, (stage: Stage, people: Colleagues) => Promise<Section>>> = {
  submit: async (stage, people) => measureSubmit(stage, await seedProject(stage), people),
  nested: async (stage) => measureNested(stage, await seedProject(stage)),
  exports: (stage) => measureExports(stage),
  imports: (stage) => measureImports(stage),
  webhooks: (stage) => measureWebhooks(stage),
  outcomes: (stage) => measureOutcomes(stage),
  beside: (stage, people) => measureBeside(stage, people),
  kpi: async () => measureKpi(),
  runs: (stage, people) => measureKpiRuns(stage, people),
  coverage: async () => measureCoverage(),
  proposals: async () => measureProposals(),
  pages: (stage) => measureJudgePage(stage),
};
type Colleagues = Awaited<ReturnType<typeof colleagues>>;

/** Programs with a report of their own. */
const programs: Readonly<Record<string, string>> = {
  scoring: 'packages/scoring/bench/run.ts',
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts) && !(name in programs));
if (unknown.length > 0) {
  console.error(
    `usage: npm run bench -- [${[...Object.keys(parts), ...Object.keys(programs)].join('|')}]`,
  );
  process.exit(2);
}
const wanted = (name: string) => asked.length === 0 || asked.includes(name);

if (wanted('pages') && !(await buildWebClient())) {
  throw new Error('The web client could not be built.');
}
if (Object.keys(parts).some(wanted)) {
  await onStage(async (stage) => {
    const people = await colleagues(stage, annotators);
    const on = await machine(stage.owner);
    for (const [name, measure] of Object.entries(parts)) {
      if (!wanted(name)) continue;
      const [loadBefore = Number.NaN] = os.loadavg();
      const section = await measure(stage, people);
      console.log(`\n${plain(section)}`);
      const page = existsSync(file) ? readFileSync(file, 'utf8') : null;
      writeFileSync(file, writeReport(page, on, [{ section, date: new Date(), loadBefore }]));
    }
  });
}
for (const [name, program] of Object.entries(programs)) {
  if (!wanted(name) || !existsSync(path.join(root, program))) continue;
  const { status } = spawnSync(process.execPath, [program], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
