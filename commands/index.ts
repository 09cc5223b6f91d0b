import type { Command, CommandTable } from '../src/command/command.ts';
import { area } from './area/index.ts';
import { basis } from './basis/index.ts';
import { chain } from './chain/index.ts';
import { check } from './check/index.ts';
import { clear } from './clear.ts';
import { copy } from './copy.ts';
import { cost } from './cost/index.ts';
import { det } from './det.ts';
import { diff } from './diff.ts';
import { eig } from './eig.ts';
import { grad } from './grad.ts';
import { graph } from './graph/index.ts';
import { help } from './help.ts';
import { hess } from './hess.ts';
import { history } from './history.ts';
import { hvp } from './hvp.ts';
import { identity } from './identity/index.ts';
import { inv } from './inv.ts';
import { jac } from './jac/index.ts';
import { jvp } from './jvp.ts';
import { latex } from './latex.ts';
import { list } from './list.ts';
import { load } from './load.ts';
import { logdet } from './logdet.ts';
import { newton } from './newton/index.ts';
import { partial } from './partial.ts';
import { quit } from './quit.ts';
import { rank } from './rank.ts';
import { redo } from './redo.ts';
import { replay } from './replay.ts';
import { save } from './save.ts';
import { set } from './set.ts';
import { shape } from './shape.ts';
import { show } from './show.ts';
import { solve } from './solve.ts';
import { spy } from './spy/index.ts';
import { svd } from './svd.ts';
import { tape } from './tape.ts';
import { taylor } from './taylor.ts';
import { time } from './time.ts';
import { train } from './train/index.ts';
import { undo } from './undo.ts';
import { vjp } from './vjp.ts';

/** Every command, alphabetical. They are small; what they need that is not (mathjs, a worker) they load when they run. */
const all: readonly Command[] = [
  area,
  basis,
  chain,
  check,
  clear,
  copy,
  cost,
  det,
  diff,
  eig,
  grad,
  graph,
  help,
  hess,
  history,
  hvp,
  identity,
  inv,
  jac,
  jvp,
  latex,
  list,
  load,
  logdet,
  newton,
  partial,
  quit,
  rank,
  redo,
  replay,
  save,
  set,
  shape,
  show,
  solve,
  spy,
  svd,
  tape,
  taylor,
  time,
  train,
  undo,
  vjp,
];

const byName = new Map(all.map((command) => [command.name, command]));

/** The table that the engine looks commands up in. */
export const commandTable: CommandTable = {
  names: all.map((command) => command.name),
  load: async (name) => byName.get(name)!,
};
