import { newKey, type Person } from './person.ts';
import { payload } from './scenario.ts';

/** Sends a file. */
export async function upload(
  person: Person,
  body: string | Uint8Array<ArrayBuffer>,
  name = 'tasks.jsonl',
): Promise<Response> {
  return fetch(`${person.url}/uploads?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { ...person.headers, 'assay-csrf': '1', 'content-type': 'application/octet-stream' },
    body,
  });
}

/** Sends a file that must arrive. @returns the id of the upload */
export async function uploaded(
  person: Person,
  body: string | Uint8Array<ArrayBuffer>,
  name?: string,
): Promise<string> {
  const answer = await upload(person, body, name);
  if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  // the route answers in this shape
  return ((await answer.json()) as { id: string }).id;
}

export const jobFields = 'id kind state progress total error finishedAt';
export const importFields = `id name job { ${jobFields} } rowsRead tasksCreated judgmentsCreated rowsFailed rowsWarned reportUrl
  problems(first: 100) { totalCount nodes { line severity field message } }`;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until a job has ended. @returns the job */
export async function ended(person: Person, jobId: string, seconds = 60) {
  for (let left = seconds * 10; left > 0; left -= 1) {
    const { job } = await person.get(`query ($id: ID!) { job(id: $id) { ${jobFields} } }`, {
      id: jobId,
    });
    if (job.finishedAt !== null) return job;
    await pause(100);
  }
  throw new Error(`job ${jobId} has not ended within ${seconds} s`);
}

/** Queues an import. @returns it, as it is before its job has run */
export async function startImport(
  person: Person,
  projectId: string,
  uploadId: string,
  options: { readonly format?: 'CSV' | 'JSONL'; readonly mapping?: object } = {},
) {
  const started = payload(
    await person.change(
      'startImport',
      { idempotencyKey: newKey(), projectId, uploadId, format: 'JSONL', ...options },
      `import { ${importFields} }`,
    ),
  );
  return started.import;
}

/** Imports a file and waits for the end. @returns the import */
export async function importFile(
  person: Person,
  projectId: string,
  body: string | Uint8Array<ArrayBuffer>,
  options: { readonly format?: 'CSV' | 'JSONL'; readonly mapping?: object } = {},
) {
  const name = options.format === 'CSV' ? 'tasks.csv' : 'tasks.jsonl';
  const started = await startImport(person, projectId, await uploaded(person, body, name), options);
  await ended(person, started.job.id);
  const found = await person.get(`query ($id: ID!) { import(id: $id) { ${importFields} } }`, {
    id: started.id,
  });
  return found.import;
}

/** Rows as the lines of a file. */
export const jsonLines = (rows: readonly unknown[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

export const nativeTask = (externalId: string, more: object = {}) => ({
  externalId,
  messages: [{ role: 'user', content: `Question ${externalId}` }],
  responses: [
    { content: 'Yes.', model: 'model-1' },
    { content: 'No.', model: 'model-2' },
  ],
  ...more,
});

/** A comparison in Assay's own form. */
export const vote = (annotator: string, direction: string, strength: number | null = null) => ({
  annotator,
  preference: { direction, strength },
});
