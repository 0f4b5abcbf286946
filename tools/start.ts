/** `npm start`: builds the client where its sources changed, then runs the server with its worker. */
import { root, run } from './processes.ts';
import { buildWebClient } from './web-client.ts';

if (!(await buildWebClient())) process.exit(1);
process.exitCode = await run('node', ['apps/server/src/main-api.ts'], { cwd: root });
