import os from 'node:os';

/** What the figures were measured on, in a line; no names of machines. */
export function machine(): string {
  const [cpu] = os.cpus();
  const gibibytes = Math.round(os.totalmem() / 2 ** 30);
  return [
    `${os.availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'}), ${gibibytes} GiB, ${os.platform()} ${os.arch()}`,
    `Node ${process.versions.node} (V8 ${process.versions.v8})`,
  ].join('; ');
}

/** How many programs wanted a core, on average over the last minute. */
export function load(): number {
  return os.loadavg()[0] ?? Number.NaN;
}
