import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Inputs that run until they are stopped, on any machine. */
export const endless = {
  /** A function for `call`. */
  definition: 'fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2)',
  /** 10^20 calls, between which a stop is heard. */
  call: 'fib(100)',
  /** Some ten million sums within one op, which hears nothing; some minutes. */
  deaf: 'polygamma(15, random(4000, 4000))',
};

/** Seconds of processor time that a process has used so far, all its threads together. */
function processorTime(pid: number): number {
  if (pid === process.pid) {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  }
  if (process.platform === 'linux') {
    // The fields behind the name, which is in brackets, begin with the third; 14 and 15 count hundredths of a second.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }
  // [[days-]hours:]minutes:seconds
  const time = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' });
  return time.split(/[-:]/).reduce((sum, part) => 60 * sum + Number(part), 0);
}

/** Resolves once a process has computed for a second since: more than it needs to begin with what it was told. */
export async function computing(pid = process.pid): Promise<void> {
  const begin = processorTime(pid);
  while (processorTime(pid) - begin < 1) await new Promise((resolve) => setTimeout(resolve, 20));
}
