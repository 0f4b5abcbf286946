import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Group, Script } from './group.ts';

/** What another tool took for a case, and what it found. */
export interface Reference {
  readonly tool: string;
  readonly seconds: number;
  readonly value: number | null;
  /** How far its value may be off; tools that search for an optimum stop early. */
  readonly tolerance?: number;
}
type ByCase = Readonly<Record<string, readonly Reference[]>>;

const programs = {
  python: { variable: 'PYTHON', name: 'python3', flag: '-c' },
  r: { variable: 'RSCRIPT', name: 'Rscript', flag: '-e' },
} as const;
/** One thread each, as here. */
const environment = {
  ...process.env,
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  PYTHONDONTWRITEBYTECODE: '1',
};

/** The first program of its kind that has the packages: the one named, else those on the path. */
function find({ program, packages }: Script): string | undefined {
  const { variable, name, flag } = programs[program];
  const test =
    program === 'python'
      ? `import ${packages.join(', ')}`
      : packages.map((one) => `library(${one})`).join('; ');
  const named = process.env[variable];
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  const candidates = named === undefined ? onPath.filter((file) => existsSync(file)) : [named];
  return candidates.find((file) => spawnSync(file, [flag, test]).status === 0);
}

/** What the other tools take, by case; a tool that is not installed is left out. */
export function measureReferences({ scripts, files }: Group): ByCase {
  const folder = mkdtempSync(join(tmpdir(), 'scoring-bench-'));
  const found: Record<string, Reference[]> = {};
  try {
    for (const [name, numbers] of Object.entries(files)) writeFileSync(join(folder, name), numbers);
    for (const script of scripts) {
      const program = find(script);
      if (program === undefined) continue;
      const path = fileURLToPath(new URL(`reference/${script.file}`, import.meta.url));
      const run = spawnSync(program, [path, folder], { encoding: 'utf8', env: environment });
      if (run.status !== 0) {
        console.error(`without ${script.file}: ${run.stderr}`);
        continue;
      }
      const answer: ByCase = JSON.parse(run.stdout);
      for (const [name, references] of Object.entries(answer)) {
        const known = found[name] ?? [];
        known.push(...references);
        found[name] = known;
      }
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
