/** PostGraphile 5 on Assay's own tables, as the application's role under the same policies. */
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const { PORT = '0', APP_DATABASE_URL = '', TENANT_ID = '' } = process.env;

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({
      connectionString: APP_DATABASE_URL,
      schemas: ['public', 'bench'],
      poolConfig: { max: 8 },
    }),
  ],
  // plain lists are what it answers fastest with
  schema: { defaultBehavior: 'list connection' },
  grafast: {
    explain: false,
    context: () => ({ pgSettings: { 'app.tenant_id': TENANT_ID } }),
  },
  grafserv: { watch: false, graphiql: false },
});
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(Number(PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
