import type { Command, CommandTable } from '../src/session/command.ts';

/** Every command by name, alphabetical; each file is loaded when its command is first used. */
const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.ts')).check,
  det: async () => (await import('./det.ts')).det,
  grad: async () => (await import('./grad.ts')).grad,
  hess: async () => (await import('./hess.ts')).hess,
  hvp: async () => (await import('./hvp.ts')).hvp,
  inv: async () => (await import('./inv.ts')).inv,
  jac: async () => (await import('./jac.ts')).jac,
  jvp: async () => (await import('./jvp.ts')).jvp,
  logdet: async () => (await import('./logdet.ts')).logdet,
  partial: async () => (await import('./partial.ts')).partial,
  solve: async () => (await import('./solve.ts')).solve,
  taylor: async () => (await import('./taylor.ts')).taylor,
  train: async () => (await import('./train.ts')).train,
  vjp: async () => (await import('./vjp.ts')).vjp,
};

/** The table that the engine looks commands up in. */
export const commandTable: CommandTable = {
  names: Object.keys(loaders),
  load: (name) => loaders[name]!(),
};
