/**
 * Milliseconds of processor time that this process has had, on all its threads: those that compile
 * and collect garbage count too. Unlike the clock on the wall it hardly moves with what else runs.
 */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
