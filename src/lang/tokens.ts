import type { FaultData } from '../base/fault.ts';
import type { Span } from '../base/span.ts';
import { BLANK, LOOKALIKES, NAME, WORD_OPERATORS } from './alphabet.ts';
import { readNumber } from './number.ts';
import { readString } from './string.ts';

/** What a token is; `end` stands behind the last one. */
export type TokenKind =
  'number' | 'name' | 'string' | 'operator' | 'bracket' | 'command' | 'newline' | 'comment' | 'error' | 'end';

/** One word of an input. Blanks are no tokens: they are the gaps between spans. */
export interface Token {
  readonly kind: TokenKind;
  /** As typed. */
  readonly text: string;
  readonly span: Span;
  /** What a string says, without its quotes and escapes. */
  readonly value?: string;
  /** Of kind `error`: what is wrong with it. */
  readonly fault?: FaultData;
}

/** How a token changes the number of open brackets: 1, -1 or 0. */
export const bracketStep = ({ kind, text }: Token): number =>
  kind === 'bracket' ? ('([{'.includes(text) ? 1 : -1) : 0;

/**
 * Longest first. Those that mathjs or other languages have and Nabla has not are tokens too, so that one fault can name
 * them. `a?.3:.7` is a ternary, not an access to a property.
 */
const OPERATOR =
  />>>|===|!==|\.\.\.|\.[*/^']|\^\||\?\.(?![0-9])|\?\?|[=!<>]=|<<|>>|\*\*|&&|\|\||=>|->|<>|:=|[,;+\-*/%^~!&|=:?<>.'\\]/y;
const COMMAND = /:[A-Za-z_][A-Za-z0-9_]*|[:?]/y;

/** Reads any text into tokens; what is none of the language's is of kind `error`. Spans are shifted by `offset`. */
export function tokenize(source: string, offset = 0): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  let at = 0;

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  const push = (kind: TokenKind, text: string, rest: { value?: string; fault?: FaultData } = {}): void => {
    const span: Span = [offset + at, offset + at + text.length];
    const fault = rest.fault && { ...rest.fault, span };
    tokens.push({ kind, text, span, ...rest, ...(fault && { fault }) });
    at += text.length;
  };

  while (at < source.length) {
    const blank = match(BLANK);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const char = source.charAt(at);
    if (char === '\n') {
      push('newline', char);
    } else if (char === '#') {
      push('comment', source.slice(at, lineEnd(source, at)));
    } else if ((char === ':' || char === '?') && commandMayStart(tokens)) {
      push('command', match(COMMAND) ?? char);
    } else if (char === '"' || (char === "'" && !endsOperand(tokens, depth))) {
      const { text, ...rest } = readString(source, at);
      push(rest.fault ? 'error' : 'string', text, rest);
    } else if (/[0-9]/.test(char) || (char === '.' && /[0-9]/.test(source.charAt(at + 1)))) {
      const { text, ...rest } = readNumber(source, at);
      push(rest.fault ? 'error' : 'number', text, rest);
    } else if ('()[]{}'.includes(char)) {
      push('bracket', char);
      depth = Math.max(0, depth + bracketStep(tokens[tokens.length - 1] as Token));
    } else {
      const name = match(NAME);
      if (name !== undefined) {
        push(WORD_OPERATORS.has(name) ? 'operator' : 'name', name);
        continue;
      }
      const operator = match(OPERATOR);
      if (operator !== undefined) push('operator', operator);
      else pushUnknown(String.fromCodePoint(source.codePointAt(at) ?? 0));
    }
  }
  return tokens;

  function pushUnknown(char: string): void {
    push('error', char, { fault: unknown(char) });
  }
}

const lineEnd = (source: string, from: number): number => {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
};

/** A command stands at the start of the input or after `name =`. */
function commandMayStart(tokens: readonly Token[]): boolean {
  const before: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== 'newline' && token.kind !== 'comment') before.push(token);
    if (before.length > 2) return false;
  }
  return before.length === 0 || (before.length === 2 && before[0]?.kind === 'name' && before[1]?.text === '=');
}

/** After an operand a `'` transposes; elsewhere it opens a string. */
function endsOperand(tokens: readonly Token[], depth: number): boolean {
  let last = tokens.length - 1;
  while (last >= 0 && (tokens[last]?.kind === 'comment' || (tokens[last]?.kind === 'newline' && depth > 0))) last--;
  const token = tokens[last];
  if (!token) return false;
  if (token.kind === 'bracket') return ')]}'.includes(token.text);
  if (token.kind === 'operator') return token.text === "'" || token.text === '!';
  return token.kind === 'number' || token.kind === 'name' || token.kind === 'string';
}

function unknown(char: string): FaultData {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) {
    const hex = code.toString(16).toUpperCase().padStart(4, '0');
    return {
      code: 'syntax/control-character',
      message: `The control character U+${hex} has no meaning here.`,
      help: 'Delete it.',
    };
  }
  const meant = Object.hasOwn(LOOKALIKES, char) ? LOOKALIKES[char] : undefined;
  // What joins the character before it, directs text or cannot be seen is named by its code.
  const shown = /^[\p{M}\p{C}\p{Z}]/u.test(char) ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : char;
  return {
    code: 'syntax/character',
    message: `The character ${shown} is not part of the notation.`,
    help: meant === undefined ? 'Delete it, or put text in quotes.' : `Write ${meant}`,
  };
}

/** How many more brackets a text opens than it closes: the levels by which what continues it is indented. */
export const openBrackets = (text: string): number =>
  tokenize(text).reduce((open, token) => open + bracketStep(token), 0);
