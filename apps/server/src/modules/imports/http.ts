import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ContextOf } from '../../app.ts';
import { authorize } from '../../auth/policy.ts';
import { AppError } from '../../errors.ts';
import { syncFolder } from '../../files.ts';
import { globalId, newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { isStorable, named } from '../../text.ts';
import { createUpload } from './commands/create-upload.ts';
import { uploadFile } from './queries/imports.ts';

export const uploadBytesMax = 1_073_741_824;
/** Milliseconds after which a part of a file belongs to a process that died. */
const abandonedMs = 24 * 3_600_000;

/** Milliseconds that the rest of a refused body is read and thrown away. */
const lingerMs = 10_000;

interface UploadRoutes {
  readonly services: Services;
  readonly contextOf: ContextOf;
  readonly bytesMax?: number;
}

/**
 * `POST /uploads?name=…`: the body is the file, of any content type. It is streamed to the data
 * folder; only a file that arrived whole is known to the database.
 */
export async function registerUploads(
  fastify: FastifyInstance,
  { services, contextOf, bytesMax = uploadBytesMax }: UploadRoutes,
): Promise<void> {
  await removeAbandoned(services);
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.post('/uploads', async (request, reply) => {
      const context = await contextOf(request);
      try {
        authorize(context.viewer, 'file:upload');
        refuseForgery(request, context.viewer.kind);
        const name = nameOf(request);
        refuseSize(Number(request.headers['content-length'] ?? 0), bytesMax);
        const body = request.body instanceof Readable ? request.body : Readable.from([]);
        const id = newId(services.clock());
        const file = uploadFile(services, context.tenantId, id);
        const { sizeBytes, sha256 } = await store(body, file, bytesMax);
        try {
          await createUpload(context, { id, name, sizeBytes, sha256 });
        } catch (error) {
          await rm(file, { force: true });
          throw error;
        }
        reply.code(201);
        return { id: globalId('Upload', id), name, sizeBytes };
      } catch (error) {
        linger(request);
        throw error;
      } finally {
        await context.endReads();
      }
    });
  });
}

/** A page elsewhere can send a form with our cookie, but not with this header. */
function refuseForgery(request: FastifyRequest, kind: string): void {
  if (kind === 'API_KEY' || request.headers['assay-csrf'] === '1') return;
  throw new AppError('FORBIDDEN', 'Send the header `Assay-Csrf: 1` with an upload.');
}

/** Takes in what is left of a refused body for a while: a sender that is cut off reads no answer. */
function linger({ raw }: FastifyRequest): void {
  if (raw.complete) return;
  const timer = setTimeout(() => raw.destroy(), lingerMs);
  raw.once('close', () => clearTimeout(timer));
  raw.resume();
}

function nameOf({ query }: FastifyRequest): string {
  const given = typeof query === 'object' && query !== null && 'name' in query ? query.name : null;
  const name = named(typeof given === 'string' ? given : '', 'name', 255);
  if (isStorable(name)) return name;
  throw new AppError('INVALID_INPUT', 'The name of the file is no text.', { field: 'name' });
}

function refuseSize(bytes: number, bytesMax: number): void {
  if (bytes <= bytesMax) return;
  throw new AppError(
    'PAYLOAD_TOO_LARGE',
    `A file has at most ${bytesMax} bytes. Split it into several.`,
  );
}

/** Writes a stream to a file that appears only once it is whole, and on the disk. */
async function store(
  body: Readable,
  file: string,
  bytesMax: number,
): Promise<{ sizeBytes: number; sha256: string }> {
  const part = `${file}.part`;
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const measured = async function* (): AsyncGenerator<Buffer> {
    // destroying the request would cut the connection before the refusal is told
    for await (const bytes of body.iterator({ destroyOnReturn: false })) {
      sizeBytes += bytes.length;
      refuseSize(sizeBytes, bytesMax);
      hash.update(bytes);
      yield bytes;
    }
  };
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    const kept = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(measured, kept);
    await rename(part, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    await rm(part, { force: true });
    throw isCut(error)
      ? new AppError('INVALID_INPUT', 'The upload was cut off.', { cause: error })
      : error;
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

const isCut = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE');

/** Removes the parts of files whose process died while they came in. */
async function removeAbandoned(services: Services): Promise<void> {
  const folder = path.join(services.dataDir, 'uploads');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const before = services.clock().getTime() - abandonedMs;
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.part')) continue;
    const part = path.join(folder, name);
    if ((await stat(part)).mtimeMs < before) await rm(part, { force: true });
  }
}
