import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Context } from './context.ts';
import { AppError, notFound } from './errors.ts';
import { refusal } from './graphql/server.ts';
import { type Download, downloadContext, type Link, LinkUsed, readToken, redeem } from './links.ts';
import { outcomeProblemsAfter, problemsAfter } from './modules/imports/queries/problems.ts';
import { reportDownload } from './modules/imports/queries/report.ts';
import { releaseDownload } from './modules/releases/queries/downloads.ts';
import type { Services } from './services.ts';

/** `GET /files/<token>`: what a signed link names. The link is all it takes, so it works once. */
export function registerDownloads(fastify: FastifyInstance, services: Services): void {
  fastify.get<{ Params: { '*': string } }>(
    '/files/*',
    // asking for the headers alone would use the link up
    { exposeHeadRoute: false },
    async (request, reply) => {
      const link = readToken(services, request.params['*']);
      if (link === null) throw notFound();
      const gone = () =>
        reply
          .code(410)
          .send(
            refusal(
              new AppError('NOT_FOUND', 'This link was used or is too old. Ask for a new one.'),
              request.id,
            ),
          );
      if (link.expires <= services.clock().getTime()) return gone();
      const ctx = downloadContext(services, link);
      try {
        await redeem(ctx, link);
        return await send(reply, await downloadOf(ctx, link));
      } catch (error) {
        if (error instanceof LinkUsed) return gone();
        throw error;
      } finally {
        await ctx.endReads();
      }
    },
  );
}

async function downloadOf(ctx: Context, { kind, id }: Link): Promise<Download> {
  if (kind === 'import-report' || kind === 'outcome-report') {
    return reportDownload(ctx, id, kind === 'import-report' ? problemsAfter : outcomeProblemsAfter);
  }
  return releaseDownload(ctx, id, kind === 'release' ? 'data' : 'manifest');
}

async function send(reply: FastifyReply, download: Download): Promise<FastifyReply> {
  reply
    .header('content-type', download.type)
    .header('content-disposition', attachment(download.name))
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store');
  if ('content' in download) return reply.send(Readable.from(download.content));
  const handle = await open(download.file).catch((error: unknown) => {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw isGone ? notFound() : error;
  });
  const { size } = await handle.stat();
  return reply.header('content-length', size).send(handle.createReadStream());
}

/** A name given by people, in both of the forms that RFC 6266 knows. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*!]/g, (char) => {
    return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
