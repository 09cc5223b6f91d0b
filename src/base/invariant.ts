/** States what must hold if Nabla is right; a failure is our bug and crashes with a stack. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) broken(message);
}

/** States that what holds here cannot be, if Nabla is right. */
export const broken = (message: string): never => {
  throw new Error(`invariant: ${message}`);
};
