import { fail } from '../base/fault.ts';
import { parse } from '../lang/parse.ts';
import { openBrackets, tokenize } from '../lang/tokens.ts';

/** What a script demands of the input before it: a value (`#=`), a note (`#?`) or a fault (`#!`). */
export interface Expectation {
  readonly kind: 'value' | 'note' | 'fault';
  /** The script's line, from 1. */
  readonly line: number;
  /** The expression or the code, without the comment behind it. */
  readonly text: string;
  /** The comment behind it, which cites where the expectation comes from: such a line is never rewritten. */
  readonly source?: string;
}

/** One input of a script with what is expected of it. */
export interface ScriptEntry {
  /** The number of the input's first line, from 1. */
  readonly line: number;
  /** The input as typed; of several lines where a bracket was open. */
  readonly input: string;
  readonly expectations: readonly Expectation[];
}

/** A line of a script, or the several lines of one input. Blank lines are comments without text. */
export type Piece =
  | { readonly kind: 'input'; readonly line: number; readonly text: string }
  | { readonly kind: 'expectation'; readonly line: number; readonly expectation: Expectation }
  | { readonly kind: 'comment'; readonly line: number; readonly text: string };

/** Takes a script's lines one at a time and answers the pieces that are complete. */
export interface PieceReader {
  push(line: string): readonly Piece[];
  /** After the last line: an input whose bracket is still open. */
  end(): readonly Piece[];
  /** True while an input waits for its closing bracket. */
  readonly open: boolean;
}

const KINDS = { '=': 'value', '?': 'note', '!': 'fault' } as const;
/** Neither `#=====` nor `#!/usr/bin/env nabla` is an expectation. */
const EXPECTATION = /^\s*#([=?!])(?![=?!#/])(.*)$/;
const CODE = /^[a-z][a-z0-9-]*(\/[a-z0-9-]+)?$/;
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f]/;

/** A script's lines without byte order mark and line ends. */
export const scriptLines = (text: string): string[] => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

/** Throws the fault `script/control-character`, with its place in the line, if `line`, the script's line number `number`, holds one other than a tab. */
export function checkCharacters(line: string, number: number): void {
  const found = CONTROL.exec(line);
  if (!found) return;
  const hex = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  fail('script/control-character', `Line ${number}, column ${found.index + 1} holds the control character U+${hex}.`, {
    span: [found.index, found.index + 1],
    help: 'A script is plain text: delete the character. Tabs and line ends are allowed.',
  });
}

/** The expectation that a line states, if it states one. */
function expectationOf(line: string, number: number): Expectation | undefined {
  const match = EXPECTATION.exec(line);
  if (!match) return undefined;
  const rest = match[2] ?? '';
  const comment = tokenize(rest).find((token) => token.kind === 'comment');
  const source = comment?.text.slice(1).trim();
  return {
    kind: KINDS[match[1] as keyof typeof KINDS],
    line: number,
    text: rest.slice(0, comment?.span[0]).trim(),
    ...(source && { source }),
  };
}

/** Reads a script line by line, so that an input runs as soon as its last line is there. */
export function createPieceReader(): PieceReader {
  let number = 0;
  let start = 0;
  let depth = 0;
  let pending: string[] = [];

  const take = (): Piece[] => {
    if (pending.length === 0) return [];
    const text = pending.join('\n');
    pending = [];
    depth = 0;
    return [{ kind: 'input', line: start, text }];
  };

  /** Parsing after each line would cost the square of a long matrix: after the first lines, brackets that do not balance wait. */
  const complete = (line: string): boolean => {
    depth += openBrackets(line);
    const lines = pending.length;
    const due = depth <= 0 || lines <= 16 || (lines & (lines - 1)) === 0;
    return due && !parse(pending.join('\n')).incomplete;
  };

  return {
    push(line) {
      number++;
      const expectation = expectationOf(line, number);
      // An expectation follows an input, so the input is over, even if its bracket was never closed.
      if (expectation) return [...take(), { kind: 'expectation', line: number, expectation }];
      if (pending.length === 0) {
        if (/^\s*(#|$)/.test(line)) return [{ kind: 'comment', line: number, text: line.trim() }];
        start = number;
      }
      pending.push(line);
      return complete(line) ? take() : [];
    },
    end: take,
    get open() {
      return pending.length > 0;
    },
  };
}

/** The pieces of a whole script; a control character anywhere in it is a Fault. */
export function piecesOf(text: string): readonly Piece[] {
  const reader = createPieceReader();
  const pieces = scriptLines(text).flatMap((line, i) => {
    checkCharacters(line, i + 1);
    return reader.push(line);
  });
  return [...pieces, ...reader.end()];
}

/** A whole script's inputs with their expectations; a Fault where the script itself is not well-formed. */
export function readScript(text: string): ScriptEntry[] {
  const entries: { line: number; input: string; expectations: Expectation[] }[] = [];
  for (const piece of piecesOf(text)) {
    if (piece.kind === 'input') {
      checkPlace(piece.text, piece.line);
      entries.push({ line: piece.line, input: piece.text, expectations: [] });
    } else if (piece.kind === 'expectation') {
      checkForm(piece.expectation);
      const entry = entries.at(-1);
      if (!entry) {
        fail('script/expectation-alone', `Line ${piece.line} expects something, but no input stands before it.`, {
          help: 'An expectation stands on a line after its input.',
        });
      }
      entry.expectations.push(piece.expectation);
    }
  }
  return entries;
}

function checkForm({ kind, line, text }: Expectation): void {
  if (kind === 'value') {
    if (text === '') {
      fail('script/expectation-form', `Line ${line} expects a value but names none.`, { help: "Write '#= EXPR'." });
    }
  } else if (!CODE.test(text)) {
    const mark = kind === 'note' ? '#?' : '#!';
    fail('script/expectation-form', `Line ${line}: '${mark}' wants a ${kind}'s code, like 'group/reason'.`, {
      help: `Write '${mark} group/reason'.`,
    });
  }
}

/** An expectation behind its input would be a comment and hold nothing. */
function checkPlace(input: string, line: number): void {
  const last = tokenize(input).findLast((token) => token.kind === 'comment');
  if (last && EXPECTATION.test(last.text)) {
    fail('script/expectation-place', `Line ${line}: an expectation has a line of its own, after the input.`, {
      help: `Move '${last.text}' to the next line.`,
    });
  }
}
