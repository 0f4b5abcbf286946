import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { letOthersGoFirst, lowerPriority } from './priority.ts';

/** What `sched_setscheduler` calls SCHED_IDLE. */
const idle = 5;
const path = process.env.PATH;
const isLinux = process.platform === 'linux';
let child: ChildProcess;
let said: { level: number; msg: string; err: { message: string } }[];
beforeEach(() => {
  child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    ...{ stdio: 'ignore', detached: true },
  });
  said = [];
});
afterEach(() => {
  process.env.PATH = path;
  child.kill('SIGKILL');
});

const newLog = () => pino({}, { write: (line: string) => said.push(JSON.parse(line)) });

/** The scheduling class of a process: the 41st field of its line, where the second may hold spaces. */
async function classOf({ pid }: ChildProcess): Promise<number> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8');
  return Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[38]);
}

describe('lowerPriority', () => {
  it('is of the process and, where sessions have one, of its session', async () => {
    await lowerPriority(child, newLog());
    const { pid = 0 } = child;
    expect(os.getPriority(pid)).toBe(os.constants.priority.PRIORITY_LOW);
    const group = `/proc/${pid}/autogroup`;
    if (existsSync(group)) expect(await readFile(group, 'utf8')).toMatch(/ nice 19$/m);
    expect(said).toEqual([]);
  });

  it('says nothing of a computation that has ended before', async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    await lowerPriority(child, newLog());
    expect(said).toEqual([]);
  });
});

describe('letOthersGoFirst', () => {
  it('has a computation go last, or says that it cannot', async () => {
    await letOthersGoFirst(child, newLog());
    const isIdle = isLinux && (await classOf(child)) === idle;
    expect(said.length).toBe(isLinux && !isIdle ? 1 : 0);
  });

  it('says once that chrt is missing, and what that means', async () => {
    process.env.PATH = '/nowhere';
    const log = newLog();
    await letOthersGoFirst(child, log);
    await letOthersGoFirst(child, log);
    expect(said.map(({ level }) => level)).toEqual(isLinux ? [40] : []);
    if (!isLinux) return;
    expect(said[0]?.msg).toContain('computations run with low priority only');
    expect(said[0]?.err.message).toContain('chrt');
  });

  it('says nothing of a computation that has ended before', async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    await letOthersGoFirst(child, newLog());
    expect(said).toEqual([]);
  });
});
