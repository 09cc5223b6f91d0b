import pty from '@lydell/node-pty';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';

/** A program on a pseudo-terminal, with the screen that it draws. */
export interface Screen {
  /** Sends keys as a terminal would. */
  type(keys: string): void;
  /** Sends text as a terminal sends a paste. */
  paste(text: string): void;
  /** Resolves once `seen` holds of the rows on the screen; fails with the screen where it never does. */
  until(seen: string | RegExp | ((rows: readonly string[]) => boolean)): Promise<void>;
  /** The visible rows, without blanks at their ends. */
  rows(): readonly string[];
  /** The rows that have scrolled away and the visible ones, without the empty ones at the end. */
  all(): readonly string[];
  cursor(): { readonly x: number; readonly y: number };
  /** All that the program wrote. */
  written(): string;
  resize(columns: number, rows: number): void;
  kill(signal: string): void;
  readonly pid: number;
  /** The exit code, or the number of the signal that ended it. */
  readonly ended: Promise<{ readonly exitCode: number; readonly signal?: number | undefined }>;
  readonly terminal: xterm.Terminal;
}

/** The terminal that a program is started in. */
export interface ScreenOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Node unless said otherwise. */
  readonly program?: string;
  readonly folder?: string;
}

/** So long is waited for what never comes: much more than any answer takes on a machine that does much else. */
const PATIENCE = 60_000;

/** Starts a program in a terminal. */
export function startScreen(
  args: readonly string[],
  { columns = 80, rows = 24, env = {}, program = process.execPath, folder = process.cwd() }: ScreenOptions = {},
): Screen {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 5000 });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  const { NO_COLOR: _, FORCE_COLOR: __, COLUMNS: ___, ...inherited } = process.env;
  const child = pty.spawn(program, [...args], {
    cols: columns,
    rows,
    cwd: folder,
    name: 'xterm-256color',
    env: { ...inherited, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8', ...env },
  });
  let written = '';
  let over = false;
  child.onData((data) => {
    written += data;
    terminal.write(data);
  });
  const ended = new Promise<{ exitCode: number; signal?: number | undefined }>((resolve) => {
    child.onExit((end) => {
      over = true;
      // What was written last may still be on its way through the terminal.
      terminal.write('', () => resolve(end));
    });
  });
  const send = (keys: string) => child.write(keys);
  const line = (y: number) => terminal.buffer.active.getLine(y)?.translateToString(true).trimEnd() ?? '';
  const all = () => {
    const lines = Array.from({ length: terminal.buffer.active.length }, (_, y) => line(y));
    return lines.slice(0, lines.findLastIndex((text) => text !== '') + 1);
  };
  const visible = () => Array.from({ length: terminal.rows }, (_, y) => line(terminal.buffer.active.baseY + y));
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  return {
    type: send,
    paste: (text) => send(`\x1b[200~${text}\x1b[201~`),
    async until(seen) {
      const holds = () => {
        const rows = visible();
        if (typeof seen === 'function') return seen(rows);
        const text = rows.join('\n');
        return typeof seen === 'string' ? text.includes(seen) : seen.test(text);
      };
      const end = Date.now() + PATIENCE;
      while (!holds()) {
        if (Date.now() > end || over) {
          await pause(50);
          if (holds()) return;
          throw new Error(`not seen: ${String(seen)}${over ? ' (the program has ended)' : ''}\n${all().join('\n')}`);
        }
        await pause(10);
      }
    },
    rows: visible,
    all,
    cursor: () => ({ x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY }),
    written: () => written,
    resize(columns, rows) {
      terminal.resize(columns, rows);
      child.resize(columns, rows);
    },
    kill: (signal) => child.kill(signal),
    pid: child.pid,
    ended,
    terminal,
  };
}
