import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { DatasetRelease, ReleaseManifest } from '@assay/db/tables/releases';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Committed, CutOff } from '../queries/cut-off.ts';
import { readCandidates } from '../queries/releases.ts';
import { type DropReason, dropReasons, labelOf } from '../rules/label.ts';
import { releaseLine } from '../rules/rows.ts';

/** How far the writing is. */
type Report = (tasksRead: number) => Promise<void>;

/**
 * Writes the rows of a release to a new file, in the order of the tasks' ids, and counts them.
 *
 * @param reader - whose one view everything is read in
 * @param as - what was there when the release was asked for
 */
export async function writeRows(
  reader: Context,
  release: DatasetRelease,
  as: { readonly cutOff: CutOff; readonly committed: Committed },
  file: string,
  report: Report,
): Promise<ReleaseManifest> {
  const tally = new Tally();
  const handle = await open(file, 'wx', 0o600);
  try {
    let after: string | null = null;
    let tasksRead = 0;
    for (;;) {
      const page = await readCandidates(reader, { ...as, projectId: release.projectId, after });
      const last = page.at(-1);
      if (last === undefined) break;
      const lines = page.flatMap((task) => {
        const label = labelOf(task, release);
        if (typeof label === 'string') {
          tally.drop(label);
          return [];
        }
        tally.take(label.chosen, task.rubricVersions);
        return [`${releaseLine(task, label, release.format)}\n`];
      });
      await tally.write(handle, lines.join(''));
      after = last.id;
      tasksRead += page.length;
      await report(tasksRead);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return tally.manifest(release.createdAt);
}

class Tally {
  readonly #hash = createHash('sha256');
  readonly #chosen = { A: 0, B: 0 };
  readonly #dropped = new Map<DropReason, number>();
  readonly #rubricVersions = new Set<string>();
  #sizeBytes = 0;

  take(chosen: 'A' | 'B', rubricVersions: readonly string[]): void {
    this.#chosen[chosen] += 1;
    for (const name of rubricVersions) this.#rubricVersions.add(name);
  }

  drop(reason: DropReason): void {
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + 1);
  }

  async write(handle: FileHandle, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.#hash.update(bytes);
    this.#sizeBytes += bytes.length;
    await handle.appendFile(bytes);
  }

  manifest(snapshotAt: Date): ReleaseManifest {
    return {
      rows: this.#chosen.A + this.#chosen.B,
      sizeBytes: this.#sizeBytes,
      sha256: this.#hash.digest('hex'),
      chosenA: this.#chosen.A,
      chosenB: this.#chosen.B,
      dropped: dropReasons.flatMap((reason) => {
        const count = this.#dropped.get(reason);
        return count === undefined ? [] : [{ reason, count }];
      }),
      rubricVersions: [...this.#rubricVersions].sort(),
      scoringVersion,
      snapshotAt: snapshotAt.toISOString(),
    };
  }
}

const scoringVersion = readScoringVersion();

function readScoringVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@assay/scoring/result');
  const file = new URL('../package.json', `file://${entry}`);
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}
