/**
 * What `npm start`, `npm test` and the others call. Needs only Node 18 and npm: it installs pnpm and
 * Node 24, as npm packages under `tools/bootstrap`, then the workspace, and runs the command with them.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The programs of each command, one after the other. The last one gets the arguments. */
const commands = {
  start: ['tools/build.ts', 'apps/server/src/main-api.ts'],
  dev: ['tools/dev.ts'],
  test: ['tools/test.ts'],
  check: ['tools/check.ts'],
  bench: ['test/bench/main.ts'],
};

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bootstrap = path.join(root, 'tools', 'bootstrap');
const isWindows = process.platform === 'win32';
let running = null;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // a terminal sends Ctrl-C to all of its programs by itself
    if (signal !== 'SIGINT' || !process.stdin.isTTY) running?.kill(signal);
  });
}

if (process.env.npm_command !== undefined) {
  // a signal ends npm and its shell without reaching this process
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    running?.kill('SIGTERM');
  }, 500).unref();
}

const [name = '', ...args] = process.argv.slice(2);
const programs = commands[name];
if (programs === undefined) {
  console.error(`usage: node tools/run.mjs ${Object.keys(commands).join('|')} [arguments]`);
  process.exit(2);
}
await installTools();
const env = withTools();
await installWorkspace(env);
for (const program of programs) {
  const isLast = program === programs.at(-1);
  await succeed('node', [program, ...(isLast ? args : [])], env);
}

async function installTools() {
  const lockfile = path.join(bootstrap, 'package-lock.json');
  if (isInstalled(bootstrap, lockfile)) return;
  console.log('Installing pnpm and Node 24, once …');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  // not `npm ci`, which refuses a lockfile that lacks the packages of other platforms
  await succeed('npm', ['install', '--no-save', '--prefix', bootstrap, ...quiet], process.env);
  markInstalled(bootstrap, lockfile);
}

async function installWorkspace(env) {
  const lockfile = path.join(root, 'pnpm-lock.yaml');
  if (isInstalled(root, lockfile)) return;
  console.log('Installing the workspace …');
  await succeed('pnpm', ['install', '--frozen-lockfile', '--reporter=append-only'], env);
  markInstalled(root, lockfile);
}

/** The environment in which `node` and `pnpm` are the ones just installed. */
function withTools() {
  const bin = path.join(bootstrap, 'node_modules', '.bin');
  if (!existsSync(path.join(bin, isWindows ? 'node.cmd' : 'node')) && isTooOld()) {
    console.error(`Node 22.18 or newer is needed, and there is none on npm for this platform.`);
    process.exit(1);
  }
  const key = Object.keys(process.env).find((each) => each.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [key]: [bin, process.env[key]].join(path.delimiter) };
}

/** Whether this Node cannot run TypeScript as it is. */
function isTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < 22 || (major === 22 && minor < 18) || (major === 23 && minor < 6);
}

async function succeed(command, args, env) {
  const code = await run(command, args, env);
  if (code !== 0) process.exit(code);
}

/** @returns the exit code; for a program that a signal ended, what a shell would say */
function run(command, args, env) {
  return new Promise((resolve) => {
    running = spawn(command, args, { cwd: root, env, stdio: 'inherit', shell: isWindows });
    running.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    running.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** The stamp lies in the folder that it speaks of, and goes when that is deleted. */
function stampOf(folder) {
  return path.join(folder, 'node_modules', '.assay-lockfile');
}

function isInstalled(folder, lockfile) {
  const stamp = stampOf(folder);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest(lockfile);
}

function markInstalled(folder, lockfile) {
  writeFileSync(stampOf(folder), digest(lockfile));
}

function digest(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
