import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { syncFolder } from '../../../files.ts';
import { randomId } from '../../../ids.ts';
import { inputParts } from '../rules/encode-input.ts';
import type { KpiInput } from '../rules/input.ts';

/** Writes an input table to its file, whole or not at all. @returns the sha256 of the table, in hexadecimal */
export async function writeInput(file: string, input: KpiInput): Promise<string> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const part = `${file}.${randomId()}.part`;
  try {
    await pipeline(
      Readable.from(slices(inputParts(input), (slice) => hash.update(slice))),
      createGzip({ level: 1 }),
      createWriteStream(part, { flags: 'wx', mode: 0o600 }),
    );
    const handle = await open(part);
    await handle.sync().finally(() => handle.close());
    await rename(part, file);
    await syncFolder(folder);
  } finally {
    await rm(part, { force: true });
  }
  return hash.digest('hex');
}

const sliceBytes = 1_048_576;

function* slices(
  parts: Iterable<Uint8Array>,
  told: (slice: Uint8Array) => void,
): Generator<Uint8Array> {
  for (const part of parts) {
    for (let from = 0; from < part.length; from += sliceBytes) {
      const slice = part.subarray(from, from + sliceBytes);
      told(slice);
      yield slice;
    }
  }
}
