import { parse } from '../lang/parse.ts';
import { ansi } from '../render/text/ansi.ts';
import { completion } from './completion.ts';
import { echoDoc } from './echo.ts';
import { openBrackets } from '../lang/tokens.ts';
import type { PromptOptions } from './ports.ts';
import { promptOf } from './state.ts';
import type { PromptContext, PromptEffect, PromptEvent, PromptState } from './state.ts';
import { step } from './step.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';

/** What the mounted prompt lets the controller do with the terminal. */
export interface Surface {
  /** Resolves when the live region on the screen shows the present state. */
  flush(): Promise<void>;
  /** Writes above the live region, into the scrollback. */
  write(text: string): void;
  suspend(stopped: () => Promise<void>): Promise<void>;
  /** Ends the prompt: with an exit code, or with the bug that broke it. */
  leave(result: number | Error): void;
}

/** Holds the state, takes events, and does what they ask for. */
export interface Controller {
  readonly store: Store<PromptState>;
  take(event: PromptEvent): void;
  /** Gives the controller its surface, once; what was to be written before waits for it. */
  attach(surface: Surface): void;
}

/** Answers that take no longer than this many milliseconds are shown without a word that they run. */
const lasting = 150;

const home = '\x1b[H\x1b[J';

/** While nothing is read, a timer keeps the process from ending for want of something to do. */
const keptAlive = (stopped: () => Promise<void>) => async (): Promise<void> => {
  const timer = setInterval(() => undefined, 1e9);
  await stopped().finally(() => clearInterval(timer));
};

/** The one place where the prompt acts on the world. */
export function createController(options: PromptOptions): Controller {
  const { client, history, terminal } = options;
  const store = createStore(promptOf(history.entries, options.initialText));
  const context: PromptContext = {
    incomplete: (text) => parse(text).incomplete,
    open: openBrackets,
    complete: (text, cursor) => completion(text, cursor, options.vocabulary, client.names()),
  };

  let attached!: (surface: Surface) => void;
  // What goes to the terminal goes in order, each thing after the frame that belongs to it.
  let screen = new Promise<Surface>((resolve) => (attached = resolve));
  const onScreen = (action: (surface: Surface) => Promise<void> | void): void => {
    screen = screen.then(async (surface) => {
      await surface.flush();
      await action(surface);
      return surface;
    });
  };
  const print = (text: string): void => onScreen((surface) => surface.write(text));

  let requests: (() => void)[] = [];
  let reply: (value: string | undefined) => void = () => undefined;

  async function run(input: string): Promise<void> {
    const stop = {
      requested: false,
      onRequest: (listener: () => void): void => void requests.push(listener),
    };
    requests = [() => (stop.requested = true)];
    const timer = setTimeout(() => take({ type: 'lasting' }), lasting);
    const answer = await client.run(input, {
      stop,
      watch: (progress) => take({ type: 'progress', progress }),
      ask: (question) =>
        new Promise((resolve) => {
          reply = resolve;
          take({ type: 'asked', question });
        }),
    });
    clearTimeout(timer);
    const drawn = options.draw(answer, terminal.stdout.columns);
    if (drawn !== '') print(`${drawn}\n`);
    take({ type: 'answered', answer });
  }

  function perform(effect: PromptEffect): void {
    switch (effect.type) {
      case 'echo':
        return print(ansi(echoDoc(effect.input), options.style.colours));
      case 'run':
        run(effect.input).catch((bug: Error) => onScreen((surface) => surface.leave(bug)));
        return;
      case 'remember':
        return history.append(effect.line);
      case 'stop':
        return requests.forEach((listener) => listener());
      case 'abort':
        return client.abort();
      case 'reply':
        return reply(effect.value);
      case 'clear-screen':
        return print(home);
      case 'suspend':
        return onScreen((surface) => (terminal.suspend ? surface.suspend(keptAlive(terminal.suspend)) : undefined));
      case 'leave':
        return onScreen((surface) => surface.leave(0));
    }
  }

  function take(event: PromptEvent): void {
    const { state, effects } = step(store.get(), event, context);
    store.set(state);
    effects.forEach(perform);
  }

  if (options.banner) print(`${options.banner}\n`);
  return { store, take, attach: (surface) => attached(surface) };
}
