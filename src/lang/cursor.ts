import type { Code } from '../base/codes/codes.ts';
import type { FaultData } from '../base/fault.ts';
import type { Span } from '../base/span.ts';
import { bracketStep } from './tokens.ts';
import type { Token } from './tokens.ts';

/** How deep brackets, operators and ternaries may nest: far beyond use, and within half of Node's stack. */
const DEPTH_LIMIT = 250;

/** The faults that more input could mend. */
const WANTS_MORE: ReadonlySet<Code> = new Set([
  'syntax/unclosed',
  'syntax/missing-operand',
  'syntax/ternary',
  'syntax/block-value',
  'syntax/unsupported',
]);

/** What the parser reads: without comments, and without the newlines inside brackets, which continue a line. */
export function significant(tokens: readonly Token[]): Token[] {
  let depth = 0;
  return tokens.filter((token) => {
    depth = Math.max(0, depth + bracketStep(token));
    return token.kind !== 'comment' && !(token.kind === 'newline' && depth > 0);
  });
}

/**
 * A place in a list of tokens, with what the grammar must know about its surroundings. The first fault is kept and moves
 * the place to the end: what is still wanted is then `missing`, and no second fault follows from the first.
 */
export class Cursor {
  readonly #tokens: readonly Token[];
  readonly #end: Token;
  #index = 0;
  #depth = 0;
  #fault: FaultData | undefined;
  #incomplete = false;
  /** The brackets that are open here, outermost first. */
  readonly brackets: Token[] = [];
  /** The level of brackets on which a ternary waits for its `:`, where a `:` is therefore no range. */
  ternaryLevel: number | undefined;
  /** The level of the innermost index brackets, directly inside which a range may leave out its ends. */
  indexLevel: number | undefined;

  /** `end` is the offset behind the last character that belongs to the text. */
  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = { kind: 'end', text: '', span: [end, end] };
  }

  get token(): Token {
    return this.#tokens[this.#index] ?? this.#end;
  }

  /** The token before this one, if any. */
  get previous(): Token | undefined {
    return this.#tokens[this.#index - 1];
  }

  get faults(): readonly FaultData[] {
    return this.#fault ? [this.#fault] : [];
  }

  /** Whether the only trouble is that the text ends inside a bracket. */
  get incomplete(): boolean {
    return this.#incomplete;
  }

  get level(): number {
    return this.brackets.length;
  }

  /** The token `distance` ahead, newlines not counted. */
  ahead(distance: number): Token {
    let index = this.#index;
    for (let left = distance; left > 0; left--) {
      index++;
      while (this.#tokens[index]?.kind === 'newline') index++;
    }
    return this.#tokens[index] ?? this.#end;
  }

  /** Whether an operator or a bracket of this text is next. */
  at(text: string): boolean {
    const { token } = this;
    return token.text === text && (token.kind === 'operator' || token.kind === 'bracket');
  }

  take(): Token {
    const { token } = this;
    this.#index++;
    return token;
  }

  /** Takes an operator that wants an operand, and the newlines after it. */
  takeOperator(): Token {
    const operator = this.take();
    while (this.token.kind === 'newline') this.#index++;
    return operator;
  }

  /** Counts one level of nesting; false, with a fault, when it is one too many. */
  enter(): boolean {
    this.#depth++;
    if (this.#depth <= DEPTH_LIMIT) return true;
    const help = 'Give the inner part a name on a line of its own.';
    this.fault('syntax/too-deep', `This is nested more than ${DEPTH_LIMIT} levels deep.`, this.token.span, { help });
    return false;
  }

  leave(): void {
    this.#depth--;
  }

  /** Records what is wrong, unless something was wrong before, and ends the reading. */
  fault(code: Code, message: string, span: Span, rest: Pick<FaultData, 'help' | 'labels'> = {}): void {
    this.report({ code, message, span, ...rest });
  }

  /** As {@link fault}, for a fault that exists already. */
  report(fault: FaultData): void {
    if (!this.#fault) {
      this.#fault = fault;
      this.#incomplete = this.token.kind === 'end' && this.level > 0 && WANTS_MORE.has(fault.code);
    }
    this.#index = Math.max(this.#index, this.#tokens.length);
  }
}
