import { tokenize } from '../lang/tokens.ts';

/** How many brackets are open at the end of the text: the levels by which a line that continues it is indented. */
export const openBrackets = (text: string): number =>
  tokenize(text).reduce((depth, token) => {
    return token.kind === 'bracket' ? Math.max(0, depth + ('([{'.includes(token.text) ? 1 : -1)) : depth;
  }, 0);
