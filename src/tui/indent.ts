import { tokenize } from '../lang/tokens.ts';

/** How many more brackets a text opens than it closes: the levels by which what continues it is indented. */
export const openBrackets = (text: string): number =>
  tokenize(text).reduce((open, token) => {
    return token.kind === 'bracket' ? open + ('([{'.includes(token.text) ? 1 : -1) : open;
  }, 0);
