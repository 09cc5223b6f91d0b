/** States what must hold if Nabla is right; a failure is our bug and crashes with a stack. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`);
}
