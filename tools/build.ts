/** What `npm start` does before it starts the server. */
import { buildWebClient } from './web-client.ts';

if (!(await buildWebClient())) {
  console.error('The web client could not be built.');
  process.exitCode = 1;
}
