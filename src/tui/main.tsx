import { render } from 'ink';
import type { ReactElement } from 'react';
import { ansi } from '../render/text/ansi.ts';
import { createController } from './controller.ts';
import type { PromptOptions } from './ports.ts';
import { Prompt } from './Prompt.tsx';

const eraseLine = '\r\x1b[2K';

/** Runs the prompt on a terminal until it is left, and answers the exit code. */
export async function startPrompt(options: PromptOptions): Promise<number> {
  const { terminal, style } = options;
  const controller = createController(options);
  // The mark that stood in for the prompt while this module was loaded makes way for it.
  terminal.stdout.write(eraseLine);
  // The first rendering does what is pending, the second the effects of the first.
  const settle = () => [prompt, prompt].forEach((again) => instance.rerender(again));
  const prompt: ReactElement = (
    <Prompt
      controller={controller}
      stdout={terminal.stdout}
      paint={(row) => ansi([row], style.colours).slice(0, -1)}
      style={style}
      settle={settle}
    />
  );
  const instance = render(prompt, {
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    incrementalRendering: true,
    maxFps: 30,
  });
  return Number(await instance.waitUntilExit());
}
