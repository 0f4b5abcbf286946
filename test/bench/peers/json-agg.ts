/**
 * The least that can be done for the nested list: one statement that builds the answer in the database,
 * behind a bare HTTP server. No sign-in, no tenant, no GraphQL.
 */
import { createServer } from 'node:http';
import postgres from 'postgres';

const { PORT = '0', DATABASE_URL = '', TENANT_ID = '', PROJECT_ID = '' } = process.env;
const sql = postgres(DATABASE_URL, { max: 8 });

const list = () => sql<{ answer: string }[]>`
  select json_build_object('nodes', json_agg(json_build_object(
    'id', k.id, 'externalId', k.external_id, 'createdAt', k.created_at,
    'responses', (select json_agg(json_build_object('id', r.id, 'content', r.content) order by r.position)
      from responses r where r.tenant_id = k.tenant_id and r.task_id = k.id),
    'judgments', (select json_agg(json_build_object('id', j.id, 'revision', j.revision, 'composite', j.composite,
        'submittedAt', j.submitted_at, 'scores', (
          select json_agg(json_build_object('dimensionKey', s.dimension_key, 'value', s.value,
            'notApplicable', s.not_applicable) order by s.id)
          from dimension_scores s where s.tenant_id = j.tenant_id and s.judgment_id = j.id)) order by j.submitted_at, j.id)
      from judgments j where j.tenant_id = k.tenant_id and j.task_id = k.id
        and not exists (select from judgments n where n.tenant_id = j.tenant_id and n.slot_id = j.slot_id
          and n.revision > j.revision))) order by k.id desc))::text as answer
  from (select * from tasks where tenant_id = ${TENANT_ID} and project_id = ${PROJECT_ID} order by id desc limit 50) k`;

const server = createServer((request, response) => {
  request.resume().on('end', async () => {
    const [row] = await list();
    const body = Buffer.from(row?.answer ?? '');
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  });
});
server.listen(Number(PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
