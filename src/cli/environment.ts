import type { Colours } from '../render/text/ansi.ts';
import type { Style } from '../render/text/style.ts';
import type { Arguments } from './args.ts';

/** What of a stream decides how it is written to. */
export interface StreamFacts {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The colours of what is written to a stream: `--color` decides, else NO_COLOR, else FORCE_COLOR, else whether it is a terminal
 * that has colours.
 */
export function coloursOf(stream: StreamFacts, args: Pick<Arguments, 'color' | 'plain'>, env: Environment): Colours {
  if (args.color === 'never') return 'none';
  if (args.color === 'always') return depth(env);
  if (args.plain || env['NO_COLOR']) return 'none';
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return forced(force, env);
  return stream.isTTY && env['TERM'] !== 'dumb' ? depth(env) : 'none';
}

/** 0 to 3 as in other programs of Node's world; anything else, or nothing, is as much as the terminal has. */
const forced = (value: string, env: Environment): Colours =>
  value === '0' || value === 'false'
    ? 'none'
    : value === '1'
      ? '16'
      : value === '2'
        ? '256'
        : value === '3'
          ? 'full'
          : depth(env);

const depth = (env: Environment): Colours =>
  /^(truecolor|24bit)$/i.test(env['COLORTERM'] ?? '') ? 'full' : /256/.test(env['TERM'] ?? '') ? '256' : '16';

/** Columns to draw in: `--width`, else COLUMNS, else the terminal's, else 80. */
export function widthOf(stream: StreamFacts, args: Pick<Arguments, 'width'>, env: Environment): number {
  const columns = /^\d+$/.test(env['COLUMNS'] ?? '') ? Number(env['COLUMNS']) : 0;
  return Math.max(20, args.width ?? (columns || stream.columns || 80));
}

/** Whether the prompt's screen can be drawn: two terminals that can move the cursor. */
export const hasScreen = (stdin: StreamFacts, stdout: StreamFacts, env: Environment): boolean =>
  Boolean(stdin.isTTY && stdout.isTTY && env['TERM'] !== 'dumb' && (stdout.columns ?? 0) > 0 && (stdout.rows ?? 0) > 0);

/** How answers are drawn on a stream, at so many significant digits. */
export const styleOf = (
  stream: StreamFacts,
  args: Pick<Arguments, 'width' | 'ascii' | 'plain'>,
  env: Environment,
  digits: number,
): Style => ({ width: widthOf(stream, args, env), digits, ascii: args.ascii, plain: args.plain });
