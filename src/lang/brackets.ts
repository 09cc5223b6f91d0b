import type { Span } from '../base/span.ts';
import { tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';

const PARTNER: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The bracket before or under the cursor, and the one that matches it, if there is one. */
export function bracketsAt(source: string, cursor: number): { bracket: Span; partner?: Span } | undefined {
  const brackets = tokenize(source).filter(({ kind }) => kind === 'bracket');
  const touched = brackets.find(({ span }) => span[1] === cursor) ?? brackets.find(({ span }) => span[0] === cursor);
  if (!touched) return undefined;
  const open: Token[] = [];
  for (const bracket of brackets) {
    if (PARTNER[bracket.text] !== undefined) {
      open.push(bracket);
      continue;
    }
    const opener = open.pop();
    const isPair = opener !== undefined && PARTNER[opener.text] === bracket.text;
    if (isPair && opener === touched) return { bracket: touched.span, partner: bracket.span };
    if (bracket === touched)
      return isPair ? { bracket: touched.span, partner: opener.span } : { bracket: touched.span };
  }
  return { bracket: touched.span };
}
