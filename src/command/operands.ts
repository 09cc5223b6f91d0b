import { fail } from '../base/fault.ts';
import { present } from '../graph/trace.ts';
import type { CommandCall, Expr, Name, Word } from '../lang/ast.ts';
import { functions } from '../ops/functions.ts';
import { shapeText, type Tensor } from '../tensor/tensor.ts';
import type { RecordContext, Takes } from './command.ts';
import { numeric } from '../evaluate/evaluate.ts';
import { located, topFrame, withNames } from '../evaluate/evaluator.ts';

/** A command that takes nothing. */
export const nothing: Takes<void> = { usage: '', operands: 'words', read: () => {} };

/** Words, as many as there are. */
export const words = (usage: string): Takes<readonly Word[]> => ({
  usage,
  operands: 'words',
  read: (call) => call.words,
});

/** A whole number from 1, or nothing. */
export const count = (of: string): Takes<number | undefined> => ({
  usage: '[COUNT]',
  operands: 'words',
  read: ({ words: [word, extra] }, { command: { name } }) => {
    if (!word) return undefined;
    const found = Number(word.text);
    if (!extra && Number.isInteger(found) && found >= 1) return found;
    fail('operand/count', `:${name} takes how many ${of}, a whole number from 1`, {
      span: (extra ?? word).span,
      help: `Write :${name} 2, or :${name} alone.`,
    });
  },
});

/** The name of a file; where there is somebody to ask, it may be left out. */
export const fileName = (usage: string): Takes<Word | undefined> => ({
  usage,
  operands: 'words',
  read: ({ words: [word, extra] }, { command }) => {
    if (extra) {
      fail('operand/extra', `:${command.name} takes one file`, {
        span: extra.span,
        help: 'A name with blanks stands in quotes.',
      });
    }
    return word && word.text.trim() !== '' ? word : undefined;
  },
});

/** A line of its own, with its options, and where it begins in the input. */
export const line: Takes<{ readonly text: string; readonly start: number }> = {
  usage: 'LINE',
  operands: 'line',
  read: ({ name }, { source }) => {
    const behind = source.slice(name.span[1]);
    return { text: behind.trim(), start: source.length - behind.trimStart().length };
  },
};

/** Names, as many as there are. */
export const names = (usage: string): Takes<readonly Name[]> => ({
  usage,
  operands: 'expressions',
  read: ({ operands }, { command }) =>
    operands.map((operand) =>
      operand.kind === 'name'
        ? operand
        : fail('operand/name', `:${command.name} takes names`, {
            span: operand.span,
            help: `Write :${command.name} x, y.`,
          }),
    ),
});

/** The one operand of a call, which may be missing. */
export function atMostOne({ operands }: CommandCall, { command }: RecordContext, help?: string): Expr | undefined {
  const [operand, extra] = operands;
  if (extra) {
    fail('operand/extra', `:${command.name} takes one operand`, { span: extra.span, ...(help && { help }) });
  }
  return operand;
}

/** The one operand of a call: what it is that the command needs, and how that is written. */
export const exactlyOne = (
  call: CommandCall,
  context: RecordContext,
  need: string,
  help: { readonly missing: string; readonly extra?: string },
): Expr =>
  atMostOne(call, context, help.extra) ??
  fail('operand/missing', `:${context.command.name} needs ${need}`, { span: call.name.span, help: help.missing });

/** An expression and its text, or `ans` where there is none. */
export interface Operand {
  readonly expr: Expr;
  readonly text: string;
  readonly given: boolean;
}

/** An expression, or `ans`. */
export const expressionOrAns = (usage: string, extra?: string): Takes<Operand> => ({
  usage,
  operands: 'expressions',
  read: (call, context) => {
    const operand = atMostOne(call, context, extra);
    return operand
      ? { expr: operand, text: onOneLine(context.source, operand), given: true }
      : { expr: { kind: 'name', name: 'ans', span: call.name.span }, text: 'ans', given: false };
  },
});

/** An expression as typed, on one line. */
export const onOneLine = (source: string, { span }: Expr): string => source.slice(...span).replace(/\s+/g, ' ');

const LONGEST = 40;

/** An expression as typed, short enough for a title. */
export function titleText(source: string, operand: Expr): string {
  const text = onOneLine(source, operand);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`;
}

/** The evaluator and the place of expressions in which the names behind `at` have their values. */
export function withValues({ evaluator, source }: RecordContext, { at }: CommandCall): ReturnType<typeof withNames> {
  const outer = topFrame(evaluator, source);
  return withNames(evaluator, source, new Map(at.map((a) => [a.name.name, numeric(evaluator, a.value, outer)])));
}

/** The values of a command's operands. */
export interface Arrays {
  readonly operands: readonly Expr[];
  readonly values: readonly Tensor[];
  /** What a function of the op table answers on them. */
  apply(name: string): Tensor;
}

/** Arrays, of which those behind `optional` may be left out: `arrays(['A', 'b'])`. */
export const arrays = (needed: readonly string[], optional: readonly string[] = []): Takes<Arrays> => {
  const usage = [needed.join(', '), ...optional.map((name) => `[, ${name}]`)].join(' ');
  return {
    usage,
    operands: 'expressions',
    read: (call, context) => {
      const { operands, name } = call;
      const most = needed.length + optional.length;
      if (operands.length < needed.length || operands.length > most) {
        const span = (operands[most] ?? operands[0] ?? name).span;
        fail(
          operands.length > most ? 'operand/extra' : 'operand/missing',
          `:${context.command.name} takes ${usage}; ${operands.length} given`,
          {
            span,
            help: `Write :${context.command.name} ${usage}.`,
          },
        );
      }
      const { inner, frame } = withValues(context, call);
      const values = operands.map((e) => present(numeric(inner, e, frame)));
      const span = [operands[0]!.span[0], operands.at(-1)!.span[1]] as const;
      const apply = (fn: string): Tensor =>
        located(inner, frame, { span }, () => present(functions.get(fn)!.call(inner.$, ...values)));
      return { operands, values, apply };
    },
  };
};

/** A matrix with its text and place; a number is a 1 x 1 matrix. */
export interface Matrix {
  readonly value: Tensor;
  readonly text: string;
  readonly operand: Expr;
}

/** One matrix. */
export const matrix: Takes<Matrix> = {
  usage: 'A',
  operands: 'expressions',
  read: (call, context) => {
    const { command, source } = context;
    const [operand, extra] = call.operands;
    if (!operand || extra) {
      fail(extra ? 'operand/extra' : 'operand/missing', `:${command.name} takes one matrix`, {
        span: extra?.span ?? call.name.span,
        help: `Write :${command.name} [2, 1; 1, 2].`,
      });
    }
    const { inner, frame } = withValues(context, call);
    const found = present(numeric(inner, operand, frame));
    const value = found.shape.length === 0 ? { shape: [1, 1], data: found.data } : found;
    if (value.shape.length !== 2) {
      fail('shape/rank', `:${command.name} needs a matrix; this is ${shapeText(value.shape)}`, { span: operand.span });
    }
    return { value, text: titleText(source, operand), operand };
  },
};
