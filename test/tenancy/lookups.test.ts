import { once } from 'node:events';
import net from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { arrayTypes } from '@assay/db/array-types';
import { Lookups } from '@assay/db/lookups';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let wire: Wire;
let sql: postgres.Sql;
beforeEach(async () => {
  database = await cloneDatabase();
  wire = await openWire(database.appUrl);
  sql = postgres(wire.url, { ...arrayTypes, max: 1, onnotice: () => {} });
});
afterEach(async () => {
  await sql.end({ timeout: 0 });
  await wire.close();
  await database.drop();
});

interface Wire {
  readonly url: string;
  /** Ends every connection, as a server does that is shut down. */
  cut(): void;
  close(): Promise<void>;
}

/** A wire to the database that can be cut. */
async function openWire(target: string): Promise<Wire> {
  const { hostname, port } = new URL(target);
  const open = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket)).on('error', () => {});
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  const address = server.address();
  url.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: url.toString(),
    cut: () => {
      for (const socket of open) socket.end();
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Asks once in every turn of the event loop, so that one question is about to be written when the end comes. */
async function askWhileCut(lookups: Lookups): Promise<boolean[]> {
  const asked: Promise<boolean>[] = [];
  for (let turn = 0; turn < 50; turn += 1) {
    if (turn === 5) wire.cut();
    asked.push(Promise.race([lookups.ping(), setTimeout(2_000, false)]));
    await setImmediate();
  }
  return Promise.all(asked);
}

it('answers again after connections were cut in mid-write', async () => {
  const lookups = new Lookups(sql);
  for (let round = 0; round < 10; round += 1) {
    expect(await lookups.ping()).toBe(true);
    expect(await askWhileCut(lookups)).toContain(false);
    const answer = await Promise.race([lookups.ping(), setTimeout(2_000, 'no answer')]);
    expect(answer).toBe(true);
  }
});
