import { derivatives } from './derivatives.ts';
import { notation } from './notation.ts';
import { surroundings } from './surroundings.ts';
import { values } from './values.ts';

/** Every code of an error or a note: the first sentence says what it means, the rest what to do. */
export const codes = { ...notation, ...values, ...derivatives, ...surroundings } as const;

/** What identifies an error or a note, `group/reason`: scripts expect it, `:help` and docs/codes.md explain it. */
export type Code = keyof typeof codes;
