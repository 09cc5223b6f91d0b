/** The candidate that a mistyped word most likely means, or undefined if none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const reach = word.length < 3 ? 1 : Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let least = reach + 1;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= least) continue;
    // Another letter case alone is the smallest mistake.
    const edits = candidate.toLowerCase() === word.toLowerCase() ? 0 : editDistance(word, candidate);
    if (edits < least && edits < candidate.length) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}

/** Insertions, deletions, substitutions and swaps of neighbours that lead from `a` to `b` (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      row.push(Math.min(substitution, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, swap));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
