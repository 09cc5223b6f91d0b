import { type Doc, lineText } from './doc.ts';

/** A drawing as text without any escape code; every line ends with a newline. */
export const plain = (doc: Doc): string => doc.map((line) => `${lineText(line).trimEnd()}\n`).join('');
