import { run } from '../render/text/doc.ts';
import type { Doc, Line } from '../render/text/doc.ts';
import { padded, shortened, textWidth } from '../render/text/width.ts';
import type { Candidate } from './completion.ts';

const gap = 2;

const widest = (choices: readonly Candidate[], columns: number): number =>
  choices.reduce((width, { text }) => Math.max(width, Math.min(columns, textWidth(text))), 0);

const explained = (choices: readonly Candidate[], columns: number): Doc => {
  const width = widest(choices, columns - gap);
  return choices.map(({ text, detail }): Line => [
    run(padded(shortened(text, width), width + gap), 'name'),
    run(shortened(detail, columns - width - gap), 'dim'),
  ]);
};

/** Words in columns read downwards, the last row saying how many are left out. */
function packed(choices: readonly Candidate[], columns: number, height: number): Doc {
  const width = widest(choices, columns) + gap;
  const across = Math.max(1, Math.floor(columns / width));
  const fits = choices.length <= across * height;
  const shown = fits ? choices : choices.slice(0, across * (height - 1));
  const down = Math.ceil(shown.length / across);
  const rows = Array.from({ length: down }, (_, y): Line => {
    const words = shown
      .filter((_, index) => index % down === y)
      .map(({ text }) => padded(shortened(text, width - gap), width));
    return [run(words.join('').trimEnd(), 'name')];
  });
  return fits ? rows : [...rows, [run(shortened(`and ${choices.length - shown.length} more`, columns), 'dim')]];
}

/** Completions to choose from in at most `height` rows: with their explanations if they all fit, or else the words alone. */
export function choiceRows(choices: readonly Candidate[], columns: number, height: number): Doc {
  if (choices.length === 0 || height < 1) return [];
  const detailed = choices.length <= height && choices.some(({ detail }) => detail !== '');
  return detailed ? explained(choices, columns) : packed(choices, columns, height);
}
