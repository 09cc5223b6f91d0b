import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../base/fault.ts';
import type { Mismatch } from '../../script/expectation.ts';
import { readScript } from '../../script/script.ts';
import { createStop, type StopSource } from '../../command/stop.ts';
import type { Arguments } from '../args.ts';
import { startEngine } from '../engine.ts';
import type { Output } from '../output.ts';
import { readScriptFile, replaceFile } from './scripts.ts';
import { createReport, type Report, type Tally } from './test-report.ts';
import { rewriteValues, type Rewrite } from './update.ts';

/** `nabla test FILE|DIR...`: replays scripts, each in a session of its own, and holds their expectations. */
export async function testScripts(args: Arguments, output: Output): Promise<number> {
  let files: string[];
  try {
    files = (await Promise.all(args.files.map(scriptsIn))).flat();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    output.fault(error.data);
    return 2;
  }
  const report = createReport(args, output);
  const stop = createStop();
  for (const file of files) {
    await testScript(file, args, report, output, stop);
    if (stop.requested) return 130;
  }
  return report.end() ? 0 : 4;
}

/** The scripts that a name stands for: itself, or all `*.nabla` below a folder, sorted. */
async function scriptsIn(name: string): Promise<string[]> {
  const folder = await stat(name).then(
    (info) => info.isDirectory(),
    () => false,
  );
  if (!folder) {
    // Read for its fault alone: a script that is not there is a matter of usage, not of expectations.
    if (!(await stat(name).catch(() => undefined))) await readScriptFile(name);
    return [name];
  }
  const entries = await readdir(name, { recursive: true });
  const scripts = entries
    .filter((entry) => entry.endsWith('.nabla') && !/(^|[\\/])(\.|node_modules)/.test(entry))
    .sort();
  if (scripts.length === 0) {
    throw new Fault({
      code: 'script/none',
      message: `The folder ${name} holds no script.`,
      help: "Scripts are files whose names end in '.nabla'.",
    });
  }
  return scripts.map((entry) => path.join(name, entry));
}

async function testScript(
  file: string,
  args: Arguments,
  report: Report,
  output: Output,
  stop: StopSource,
): Promise<void> {
  try {
    const text = await readScriptFile(file);
    const { tally, rewrites } = await holdScript(text, args, output, stop);
    if (rewrites.length > 0) await replaceFile(file, rewriteValues(text, rewrites));
    report.script(file, { ...tally, updated: rewrites.length });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    report.unreadable(file, error.data);
  }
}

async function holdScript(
  text: string,
  args: Arguments,
  output: Output,
  stop: StopSource,
): Promise<{ tally: Omit<Tally, 'updated'>; rewrites: readonly Rewrite[] }> {
  const engine = startEngine(args, stop);
  const mismatches: Mismatch[] = [];
  const rewrites: Rewrite[] = [];
  const entries = readScript(text);
  let expectations = 0;
  for (const { line, input, expectations: expected } of entries) {
    const answer = await engine.run(input, { line, stop, watch: () => undefined });
    if (stop.requested) break;
    if (args.json) output.answer(answer, engine.digits());
    expectations += expected.length;
    for (const mismatch of await engine.hold(answer, expected)) {
      const expectation = expected.find((each) => each.line === mismatch.line);
      const free = args.update && expectation?.kind === 'value' && expectation.source === undefined;
      const value = free && answer.ok ? engine.valueOf(answer) : undefined;
      if (value === undefined) mismatches.push(mismatch);
      else rewrites.push({ line: mismatch.line, value });
    }
    if (answer.ok && answer.then === 'quit') break;
  }
  return { tally: { inputs: entries.length, expectations, mismatches }, rewrites };
}
