import { fail } from '../../base/fault.ts';
import { checkInterrupt } from '../../base/interrupt.ts';
import type { Ref } from '../../graph/graph.ts';
import { ownKernels } from '../../tensor/kernels.ts';
import { sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { ModuleWriter } from '../../wasm/assembler.ts';
import { allocate, compileModule, hasFusedMultiplyAdd, instantiate, type Memory } from '../../wasm/features.ts';
import { type Backend, type Executable, guardFailed, sameData } from '../backend.ts';
import { type Plan, planOf } from '../plan/plan.ts';
import type { Step } from '../plan/steps.ts';
import { declareFunctions } from './functions.ts';
import { writeKernel } from './kernel-writer.ts';
import { type MemoryLayout, layoutOf } from './layout.ts';
import { multiplication, workspaceOf } from './multiplication.ts';

/** Nothing lies at address 0. */
const START = 64;

/** A plan takes no more memory: 1 GiB. */
const MOST_BYTES = 2 ** 30;

/** The kernel for products is not sound here. */
export class NoProducts extends Error {}

/** Loops over doubles and pairs of doubles in WebAssembly, written for each graph; large products by a kernel of their own. */
export const wasmBackend = (settings: { readonly fma: boolean }): Backend => ({
  name: 'wasm',
  compile: (graph) => executableOf(planOf(graph), settings.fma && hasFusedMultiplyAdd()),
});

type Action = () => void;

function memoryOf(bytes: number): Memory {
  try {
    return allocate(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    fail('limit/memory', `the computation needs ${Math.ceil(bytes / 2 ** 20)} MiB, which are not to be had`, {
      help: 'Use smaller arrays, or end other sessions.',
    });
  }
}

/** Makes a plan ready to run in a memory of its own. Throws a Fault where it would be too large, and NoProducts. */
export function executableOf(plan: Plan, fma: boolean): Executable {
  if (plan.steps.some((s) => s.kind === 'product') && !ownKernels()) throw new NoProducts();
  const layout = layoutOf(plan, START);
  const { bytes, poolEnd, given } = moduleOf(plan, layout, fma);
  const workspace = Math.max(0, ...plan.steps.map((s) => (s.kind === 'product' ? workspaceOf(s.product) : 0)));
  if (poolEnd + workspace > MOST_BYTES) {
    fail(
      'limit/size',
      `the computation needs ${Math.ceil(poolEnd / 2 ** 20)} MiB; the limit is ${MOST_BYTES / 2 ** 20}`,
      {
        help: 'Use smaller arrays.',
      },
    );
  }
  const memory = memoryOf(poolEnd + workspace);
  const exports = instantiate(compileModule(bytes), memory, given);
  const { graph } = plan;
  const view = (ref: Ref): Tensor => {
    const { shape } = graph.nodes[ref]!;
    return { shape, data: new Float64Array(memory.buffer, layout.address.get(ref)!, sizeOf(shape)) };
  };
  for (const ref of layout.constants) {
    const node = graph.nodes[ref]!;
    if (node.kind === 'constant') view(ref).data.set(node.value.data);
  }
  const actions = actionsOf(plan, layout, { memory, exports, view, workspace: poolEnd, fma });
  const inputs = graph.inputs.map((ref) => view(ref).data);
  const outputs = graph.outputs.map((ref, i): Tensor => ({
    shape: graph.nodes[ref]!.shape,
    data: view(plan.outputs[i]!).data,
  }));
  const execute: Executable = (values) => {
    for (let i = 0; i < inputs.length; i++) {
      const { data } = values[i]!;
      if (data !== inputs[i]) inputs[i]!.set(data);
    }
    for (const action of actions) action();
    return outputs;
  };
  execute.usesKernels = plan.steps.some((s) => s.kind === 'product' || s.kind === 'whole');
  execute.bytes = memory.buffer.byteLength;
  return execute;
}

/** The module of a plan's loops: `run0`, `run1`, .. for each stretch of them. */
function moduleOf(plan: Plan, layout: MemoryLayout, fma: boolean) {
  const module = new ModuleWriter({ pool: Math.ceil(layout.end / 16) * 16, fma });
  const kernels = plan.steps.flatMap((s) => (s.kind === 'loop' ? [s.kernel] : []));
  const { functions, given } = declareFunctions(module, plan.graph, kernels);
  const places = {
    address: (ref: Ref): number => layout.address.get(ref)!,
    lost: (ref: Ref): number | undefined => layout.lost.get(ref),
    size: (ref: Ref): number => sizeOf(plan.graph.nodes[ref]!.shape),
  };
  stretches(plan.steps).forEach((steps, i) => {
    if (steps[0]?.kind !== 'loop') return;
    const written = steps.flatMap((s) => (s.kind === 'loop' ? [writeKernel(module, functions, s.kernel, places)] : []));
    const run = module.function([], [], `run${i}`);
    for (const kernel of written) run.call(kernel);
  });
  const bytes = module.bytes();
  return { bytes, poolEnd: module.poolEnd, given };
}

/** Steps in stretches of loops and single others. */
function stretches(steps: readonly Step[]): readonly (readonly Step[])[] {
  const out: Step[][] = [];
  for (const step of steps) {
    const last = out.at(-1);
    if (step.kind === 'loop' && last?.[0]?.kind === 'loop') last.push(step);
    else out.push([step]);
  }
  return out;
}

interface Instance {
  readonly memory: Memory;
  readonly exports: Readonly<Record<string, Action>>;
  readonly view: (ref: Ref) => Tensor;
  readonly workspace: number;
  readonly fma: boolean;
}

function actionsOf(
  plan: Plan,
  layout: MemoryLayout,
  { memory, exports, view, workspace, fma }: Instance,
): readonly Action[] {
  const actions = stretches(plan.steps).map((steps, i): Action => {
    const [step] = steps as [Step];
    switch (step.kind) {
      case 'loop':
        return exports[`run${i}`]!;
      case 'product':
        return multiplication(step.product, memory, { address: (ref) => layout.address.get(ref)!, workspace, fma });
      case 'guard': {
        const { data } = view(step.ref);
        return () => {
          if (!sameData(step.value.data, data)) throw guardFailed;
        };
      }
      case 'pick':
        return picking(view(step.from).data, view(step.ref).data, step.positions);
      case 'whole': {
        const args = step.args.map((ref, k) => ({
          ...view(ref),
          shape: plan.graph.nodes[argOf(plan, step.ref, k)]!.shape,
        }));
        const { data } = view(step.ref);
        return () => data.set(step.op.compute(...args).data);
      }
    }
  });
  // One stretch of loops cannot be interrupted; between others is looked whether to end.
  return actions.length === 1
    ? actions
    : actions.map((action) => () => {
        checkInterrupt();
        action();
      });
}

/** Copies entries; what comes from nowhere is 0. */
function picking(from: Float64Array, to: Float64Array, positions: Int32Array): Action {
  if (!positions.includes(-1)) {
    return () => {
      for (let i = 0; i < positions.length; i++) to[i] = from[positions[i]!]!;
    };
  }
  return () => {
    for (let i = 0; i < positions.length; i++) to[i] = positions[i]! < 0 ? 0 : from[positions[i]!]!;
  };
}

const argOf = (plan: Plan, ref: Ref, k: number): Ref => {
  const node = plan.graph.nodes[ref]!;
  return node.kind === 'op' ? node.args[k]! : ref;
};
