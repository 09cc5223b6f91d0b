/** How `next` came from `last`: what was typed between what stayed before and after it. */
export function insertion(last: string, next: string): { before: string; typed: string; after: string } {
  const shorter = Math.min(last.length, next.length);
  let start = 0;
  while (start < shorter && last[start] === next[start]) start++;
  let end = 0;
  while (end < shorter - start && last.at(-1 - end) === next.at(-1 - end)) end++;
  const until = next.length - end;
  return { before: next.slice(0, start), typed: next.slice(start, until), after: next.slice(until) };
}
