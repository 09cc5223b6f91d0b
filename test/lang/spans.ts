import type { Expr } from '../../src/lang/ast.ts';

/** A copy of a tree without its places, which differ between two spellings of the same. */
export const withoutSpans = (tree: unknown): unknown =>
  JSON.parse(JSON.stringify(tree, (key, value) => (/^(?:span|opSpan|textSpan)$/.test(key) ? undefined : value)));

/** Every expression within a tree, itself included. */
export function nodesOf(tree: unknown): Expr[] {
  if (Array.isArray(tree)) return tree.flatMap(nodesOf);
  if (typeof tree !== 'object' || tree === null) return [];
  const inner = Object.values(tree).flatMap(nodesOf);
  return 'kind' in tree && 'span' in tree ? [tree as Expr, ...inner] : inner;
}

/** `text` with the places that `^` marks in the line below it: carets of several characters are spans. */
export const caretSpan = (carets: string): [number, number] => [carets.indexOf('^'), carets.lastIndexOf('^') + 1];
