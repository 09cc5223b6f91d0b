import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleProduct } from '../../scripts/bundle.mjs';

/** What a program said, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program, built from the sources as they are, and a folder to start it in. */
export interface Built {
  readonly program: string;
  readonly folder: string;
  /** Runs it to its end. */
  run(args: readonly string[], options?: { input?: string | Uint8Array; env?: Record<string, string> }): Ended;
  /** Starts it, to talk with while it runs. */
  start(args: readonly string[], env?: Record<string, string>): Running;
  remove(): void;
}

export interface Running {
  readonly pid: number;
  say(text: string): void;
  /** Ends its standard input. */
  close(): void;
  kill(signal: NodeJS.Signals): void;
  /** Resolves with all of standard output so far once it holds `text`. */
  heard(text: string): Promise<string>;
  readonly ended: Promise<Ended>;
}

/** Bundles the program into a temporary folder. */
export async function build(): Promise<Built> {
  const outer = mkdtempSync(path.join(tmpdir(), 'nabla-cli-'));
  const program = path.join(outer, 'bin/nabla.cjs');
  const folder = mkdtempSync(path.join(outer, 'work-'));
  await bundleProduct({ outdir: path.dirname(program) });
  writeFileSync(path.join(outer, 'package.json'), '{ "type": "module" }');
  const environment = (env: Record<string, string> = {}): NodeJS.ProcessEnv => {
    const { NO_COLOR: _, FORCE_COLOR: __, COLUMNS: ___, ...rest } = process.env;
    return { ...rest, XDG_STATE_HOME: path.join(outer, 'state'), ...env };
  };

  return {
    program,
    folder,
    run(args, { input = '', env } = {}) {
      const { status, signal, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
        cwd: folder,
        env: environment(env),
        input,
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      });
      return { code: status, signal, stdout, stderr };
    },
    start(args, env) {
      const child = spawn(process.execPath, [program, ...args], { cwd: folder, env: environment(env) });
      let stdout = '';
      let stderr = '';
      let wake = (): void => undefined;
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
        wake();
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      const ended = new Promise<Ended>((resolve) => {
        child.on('close', (code, signal) => {
          resolve({ code, signal, stdout, stderr });
          wake();
        });
      });
      return {
        pid: child.pid ?? 0,
        say: (text) => void child.stdin.write(text),
        close: () => void child.stdin.end(),
        kill: (signal) => void child.kill(signal),
        async heard(text) {
          while (!stdout.includes(text)) {
            if (child.exitCode !== null) throw new Error(`ended before it said ${text}:\n${stdout}${stderr}`);
            await new Promise<void>((resolve) => (wake = resolve));
          }
          return stdout;
        },
        ended,
      };
    },
    remove: () => rmSync(outer, { recursive: true, force: true }),
  };
}
