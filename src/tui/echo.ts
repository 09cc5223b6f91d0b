import { clean } from '../render/text/clean.ts';
import { run } from '../render/text/doc.ts';
import type { Doc, Line } from '../render/text/doc.ts';
import { graphemes } from './graphemes.ts';
import { roles } from './roles.ts';
import { marks } from './view.ts';

/** An input as it goes to the scrollback: as it stood in the prompt, but left to the terminal to wrap. */
export function echoDoc(input: string): Doc {
  const meanings = roles(input);
  let at = 0;
  return input.split('\n').map((line, index): Line => {
    const runs = [index === 0 ? marks.first : marks.next];
    for (const grapheme of graphemes(line)) {
      const role = meanings[at] ?? 'text';
      const last = runs.at(-1)!;
      if (runs.length > 1 && last.role === role) runs[runs.length - 1] = run(last.text + clean(grapheme), role);
      else runs.push(run(clean(grapheme), role));
      at += grapheme.length;
    }
    at += 1;
    return runs;
  });
}
