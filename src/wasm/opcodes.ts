/** WebAssembly's value types, as bytes of the binary format. */
export const types = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const;

export type ValueType = keyof typeof types;

/** Marks the instructions of the vector prefix 0xfd. */
export const VECTOR = 0x10000;

/** Instructions without immediates, by their names in the text format. Source: WebAssembly specification 2.0 and relaxed SIMD. */
export const opcodes = {
  unreachable: 0x00,
  return: 0x0f,
  drop: 0x1a,
  select: 0x1b,
  'i32.eqz': 0x45,
  'i32.eq': 0x46,
  'i32.ne': 0x47,
  'i32.lt_s': 0x48,
  'i32.lt_u': 0x49,
  'i32.gt_s': 0x4a,
  'i32.le_s': 0x4c,
  'i32.ge_s': 0x4e,
  'i32.ge_u': 0x4f,
  'i64.eqz': 0x50,
  'f64.eq': 0x61,
  'f64.ne': 0x62,
  'f64.lt': 0x63,
  'f64.gt': 0x64,
  'f64.le': 0x65,
  'f64.ge': 0x66,
  'i32.add': 0x6a,
  'i32.sub': 0x6b,
  'i32.mul': 0x6c,
  'i32.div_s': 0x6d,
  'i32.and': 0x71,
  'i32.or': 0x72,
  'i32.xor': 0x73,
  'i32.shl': 0x74,
  'i32.shr_s': 0x75,
  'i32.shr_u': 0x76,
  'i64.add': 0x7c,
  'i64.sub': 0x7d,
  'i64.mul': 0x7e,
  'i64.and': 0x83,
  'i64.or': 0x84,
  'i64.xor': 0x85,
  'i64.shl': 0x86,
  'i64.shr_s': 0x87,
  'i64.shr_u': 0x88,
  'f64.abs': 0x99,
  'f64.neg': 0x9a,
  'f64.ceil': 0x9b,
  'f64.floor': 0x9c,
  'f64.trunc': 0x9d,
  'f64.nearest': 0x9e,
  'f64.sqrt': 0x9f,
  'f64.add': 0xa0,
  'f64.sub': 0xa1,
  'f64.mul': 0xa2,
  'f64.div': 0xa3,
  'f64.min': 0xa4,
  'f64.max': 0xa5,
  'f64.copysign': 0xa6,
  'i32.wrap_i64': 0xa7,
  'i64.extend_i32_s': 0xac,
  'f64.convert_i32_s': 0xb7,
  'f64.convert_i32_u': 0xb8,
  'f64.convert_i64_s': 0xb9,
  'i64.reinterpret_f64': 0xbd,
  'f64.reinterpret_i64': 0xbf,
  'i32x4.splat': VECTOR + 0x11,
  'i64x2.splat': VECTOR + 0x12,
  'f64x2.splat': VECTOR + 0x14,
  'f64x2.eq': VECTOR + 0x47,
  'f64x2.ne': VECTOR + 0x48,
  'f64x2.lt': VECTOR + 0x49,
  'f64x2.gt': VECTOR + 0x4a,
  'f64x2.le': VECTOR + 0x4b,
  'f64x2.ge': VECTOR + 0x4c,
  'v128.not': VECTOR + 0x4d,
  'v128.and': VECTOR + 0x4e,
  'v128.andnot': VECTOR + 0x4f,
  'v128.or': VECTOR + 0x50,
  'v128.xor': VECTOR + 0x51,
  'v128.bitselect': VECTOR + 0x52,
  'v128.any_true': VECTOR + 0x53,
  'f64x2.ceil': VECTOR + 0x74,
  'f64x2.floor': VECTOR + 0x75,
  'f64x2.trunc': VECTOR + 0x7a,
  'f64x2.nearest': VECTOR + 0x94,
  'i32x4.add': VECTOR + 0xae,
  'i64x2.abs': VECTOR + 0xc0,
  'i64x2.neg': VECTOR + 0xc1,
  'i64x2.all_true': VECTOR + 0xc3,
  'i64x2.shl': VECTOR + 0xcb,
  'i64x2.shr_s': VECTOR + 0xcc,
  'i64x2.shr_u': VECTOR + 0xcd,
  'i64x2.add': VECTOR + 0xce,
  'i64x2.sub': VECTOR + 0xd1,
  'i64x2.mul': VECTOR + 0xd5,
  'i64x2.eq': VECTOR + 0xd6,
  'i64x2.ne': VECTOR + 0xd7,
  'i64x2.lt_s': VECTOR + 0xd8,
  'i64x2.gt_s': VECTOR + 0xd9,
  'f64x2.abs': VECTOR + 0xec,
  'f64x2.neg': VECTOR + 0xed,
  'f64x2.sqrt': VECTOR + 0xef,
  'f64x2.add': VECTOR + 0xf0,
  'f64x2.sub': VECTOR + 0xf1,
  'f64x2.mul': VECTOR + 0xf2,
  'f64x2.div': VECTOR + 0xf3,
  'f64x2.min': VECTOR + 0xf4,
  'f64x2.max': VECTOR + 0xf5,
  'f64x2.pmin': VECTOR + 0xf6,
  'f64x2.pmax': VECTOR + 0xf7,
  'f64x2.convert_low_i32x4_s': VECTOR + 0xfe,
  /** a b c -> a*b + c, fused where the processor can: relaxed, and only where {@link fused} says so. */
  'f64x2.relaxed_madd': VECTOR + 0x107,
  /** a b c -> -(a*b) + c */
  'f64x2.relaxed_nmadd': VECTOR + 0x108,
  /** bitselect for masks of whole lanes; relaxed too. */
  'i64x2.relaxed_laneselect': VECTOR + 0x10c,
} as const;

export type Instruction = keyof typeof opcodes;

/** Loads and stores: opcode and the log2 of their natural alignment. */
export const memory = {
  'i32.load': [0x28, 2],
  'i64.load': [0x29, 3],
  'f64.load': [0x2b, 3],
  'i32.store': [0x36, 2],
  'i64.store': [0x37, 3],
  'f64.store': [0x39, 3],
  'v128.load': [VECTOR + 0x00, 4],
  'v128.load64_splat': [VECTOR + 0x0a, 3],
  'v128.store': [VECTOR + 0x0b, 4],
  'v128.load64_zero': [VECTOR + 0x5d, 3],
} as const satisfies Record<string, readonly [number, number]>;

export type MemoryInstruction = keyof typeof memory;

/** Loads one number into a lane: `v128.load64_lane`. */
export const LOAD_LANE = VECTOR + 0x57;

/** Instructions with a lane as their immediate. */
export const lanes = {
  'i64x2.extract_lane': VECTOR + 0x1d,
  'i64x2.replace_lane': VECTOR + 0x1e,
  'f64x2.extract_lane': VECTOR + 0x21,
  'f64x2.replace_lane': VECTOR + 0x22,
} as const;

export type LaneInstruction = keyof typeof lanes;
