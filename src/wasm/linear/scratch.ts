import { fail } from '../../base/fault.ts';
import { allocate } from '../features.ts';
import { linearKernels, type LinearKernels } from './kernels.ts';

/** Memory for one call: arrays of doubles at addresses that are multiples of 64. */
export interface Scratch {
  readonly kernels: LinearKernels;
  /** All of the memory. */
  readonly doubles: Float64Array;
  readonly words: Int32Array;
  /** Where the arrays asked for are, in bytes. */
  readonly addresses: readonly number[];
  /** Where the workspace is. */
  readonly workspace: number;
}

/** Addresses stay positive as i32: 2 GiB less a page. */
const MOST_BYTES = 2 ** 31 - 2 ** 16;

/** A larger memory is not kept for the next call. */
const KEPT_BYTES = 2 ** 27;

interface Room {
  readonly bytes: number;
  readonly kernels: LinearKernels;
  readonly doubles: Float64Array;
  readonly words: Int32Array;
}

const kept = new Map<boolean, Room>();

/**
 * Memory for arrays of `sizes` doubles and a workspace of `bytes`, with kernels on it, until the next call: what is in
 * it is left over from the call before. Throws a Fault `limit/size` before anything is allocated if that is too much.
 */
export function openScratch(fma: boolean, sizes: readonly number[], bytes: number): Scratch {
  const addresses: number[] = [];
  let end = 64;
  for (const size of sizes) {
    addresses.push(end);
    end = aligned(end + 8 * size);
  }
  const needed = end + bytes;
  if (!(needed <= MOST_BYTES)) {
    fail('limit/size', `this needs ${Math.ceil(needed / 2 ** 20)} MiB of memory at once; the limit is 2047 MiB`, {
      help: 'Use smaller matrices.',
    });
  }
  let room = kept.get(fma);
  if (!room || room.bytes < needed) {
    kept.delete(fma);
    // Powers of two, so that growing problems do not need a new memory each.
    room = roomOf(fma, needed > KEPT_BYTES ? needed : Math.max(2 ** 21, 2 ** Math.ceil(Math.log2(needed))));
    if (room.bytes <= KEPT_BYTES) kept.set(fma, room);
  }
  const { kernels, doubles, words } = room;
  return { kernels, doubles, words, addresses, workspace: end };
}

const aligned = (x: number): number => 64 * Math.ceil(x / 64);

function roomOf(fma: boolean, bytes: number): Room {
  const memory = allocate(bytes);
  return {
    bytes,
    kernels: linearKernels(memory, { fma }),
    doubles: new Float64Array(memory.buffer),
    words: new Int32Array(memory.buffer),
  };
}
