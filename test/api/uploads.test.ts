import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { jsonLines, nativeTask, upload, uploaded } from '../support/imports.ts';
import { join, organisation } from '../support/scenario.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay();
});
afterAll(() => assay.stop());

describe('uploads', () => {
  it('refuses an upload without the CSRF header, an annotator, and a nameless file', async () => {
    const { owner, slug } = await organisation(assay);
    const bare = await fetch(`${owner.url}/uploads?name=a.csv`, {
      method: 'POST',
      headers: owner.headers,
      body: 'id\n1\n',
    });
    expect(bare.status).toBe(403);
    expect(await bare.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    const ada = await join(assay, owner, slug, 'ANNOTATOR');
    expect((await upload(ada, 'id\n1\n')).status).toBe(403);
    expect((await upload(owner, 'id\n1\n', ' ')).status).toBe(400);
  });

  it('keeps the uploads of one tenant from another', async () => {
    const [a, b] = [await organisation(assay), await organisation(assay)];
    const id = await uploaded(a.owner, 'id\n1\n', 'a.csv');
    const query = 'query ($id: ID!) { upload(id: $id) { name } }';
    expect((await a.owner.get(query, { id })).upload).toEqual({ name: 'a.csv' });
    const foreign = await b.owner.ask(query, { id });
    expect(foreign.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('answers 413 as JSON to a file that says it has more than a gibibyte', async () => {
    const { owner } = await organisation(assay);
    const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
      const sent = request(
        `${owner.url}/uploads?name=big.csv`,
        {
          method: 'POST',
          headers: { ...owner.headers, 'assay-csrf': '1', 'content-length': String(2 ** 31) },
        },
        (response) => {
          let body = '';
          response.on('data', (chunk: Buffer) => {
            body += chunk.toString();
          });
          response.on('end', () => {
            sent.destroy();
            resolve({ status: response.statusCode ?? 0, body });
          });
        },
      );
      sent.on('error', reject);
      sent.write('x');
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body).errors[0].extensions.code).toBe('PAYLOAD_TOO_LARGE');
  });

  it('leaves nothing behind of uploads that are cut off', async () => {
    const { owner } = await organisation(assay);
    const { id } = (await owner.get('{ tenant { id } }')).tenant;
    const folder = path.join(assay.app.services.dataDir, 'uploads', id.replace(/^Tenant_/, ''));
    const files = () => (existsSync(folder) ? readdirSync(folder) : []);
    const cut = () =>
      new Promise<void>((resolve) => {
        const sent = request(`${owner.url}/uploads?name=a.csv`, {
          method: 'POST',
          headers: { ...owner.headers, 'assay-csrf': '1', 'content-length': '1000000' },
        });
        sent.on('error', () => resolve());
        sent.write('x'.repeat(100_000), () => setTimeout(() => sent.destroy(), 50));
        sent.on('close', resolve);
      });
    await Promise.all(Array.from({ length: 20 }, cut));
    await expect.poll(files).toEqual([]);
    await uploaded(owner, 'id\n1\n');
    expect(files()).toHaveLength(1);
  });

  it('previews a file with its columns, its rows and what they seem to be', async () => {
    const { owner } = await organisation(assay);
    const csv =
      '\uFEFFid;prompt;Response A;"Topic, free"\r\n1;"Hi; there";"a ""b""";x\r\n2;Ho;;y\r\n';
    const id = await uploaded(owner, csv, 'a.csv');
    const query = `query ($id: ID!) { upload(id: $id) { sizeBytes preview {
      format native problem columns rows suggestedMapping { source target key } } } }`;
    expect((await owner.get(query, { id })).upload).toEqual({
      sizeBytes: Buffer.byteLength(csv),
      preview: {
        format: 'CSV',
        native: false,
        problem: null,
        columns: ['id', 'prompt', 'Response A', 'Topic, free'],
        rows: [
          ['1', 'Hi; there', 'a "b"', 'x'],
          ['2', 'Ho', '', 'y'],
        ],
        suggestedMapping: [
          { source: 'id', target: 'EXTERNAL_ID', key: null },
          { source: 'prompt', target: 'USER_MESSAGE', key: null },
          { source: 'Response A', target: 'RESPONSE_A', key: null },
          { source: 'Topic, free', target: 'ATTRIBUTE', key: 'Topic, free' },
        ],
      },
    });
    const own = await uploaded(owner, jsonLines([nativeTask('t1')]));
    expect((await owner.get(query, { id: own })).upload.preview).toMatchObject({
      format: 'JSONL',
      native: true,
      columns: ['externalId', 'messages', 'responses'],
    });
    const list = await uploaded(owner, '[{"id": 1}]');
    expect((await owner.get(query, { id: list })).upload.preview.problem).toMatch(/JSONL/);
  });
});
