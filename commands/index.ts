import type { Command, CommandTable } from '../src/session/command.ts';

/** Every command by name, alphabetical; each file is loaded when its command is first used. */
const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.ts')).check,
  clear: async () => (await import('./clear.ts')).clear,
  copy: async () => (await import('./copy.ts')).copy,
  det: async () => (await import('./det.ts')).det,
  grad: async () => (await import('./grad.ts')).grad,
  help: async () => (await import('./help.ts')).help,
  hess: async () => (await import('./hess.ts')).hess,
  history: async () => (await import('./history.ts')).history,
  hvp: async () => (await import('./hvp.ts')).hvp,
  inv: async () => (await import('./inv.ts')).inv,
  jac: async () => (await import('./jac.ts')).jac,
  jvp: async () => (await import('./jvp.ts')).jvp,
  list: async () => (await import('./list.ts')).list,
  load: async () => (await import('./load.ts')).load,
  logdet: async () => (await import('./logdet.ts')).logdet,
  partial: async () => (await import('./partial.ts')).partial,
  quit: async () => (await import('./quit.ts')).quit,
  redo: async () => (await import('./redo.ts')).redo,
  replay: async () => (await import('./replay.ts')).replay,
  save: async () => (await import('./save.ts')).save,
  set: async () => (await import('./set.ts')).set,
  show: async () => (await import('./show.ts')).show,
  solve: async () => (await import('./solve.ts')).solve,
  taylor: async () => (await import('./taylor.ts')).taylor,
  time: async () => (await import('./time.ts')).time,
  train: async () => (await import('./train.ts')).train,
  undo: async () => (await import('./undo.ts')).undo,
  vjp: async () => (await import('./vjp.ts')).vjp,
};

/** The table that the engine looks commands up in. */
export const commandTable: CommandTable = {
  names: Object.keys(loaders),
  load: (name) => loaders[name]!(),
};
