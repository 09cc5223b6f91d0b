import { readFileSync } from 'node:fs';
import { systemCode } from './disk.ts';

/** A process by its number and, where the system tells, its start: numbers are used again. Undefined: there is none. */
export function processMark(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return undefined;
  }
  return `${pid}${startTime(pid)}`;
}

/** Field 22 of proc(5)'s stat; the command's name before it may hold blanks and parentheses. */
function startTime(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ');
    return `:${fields[19] ?? ''}`;
  } catch {
    return '';
  }
}
