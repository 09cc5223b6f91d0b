import type { Arithmetic } from '../arithmetic.ts';
import type { Matrix } from '../generic-matrix.ts';

/** The reflection I - 2 v v^T / (v^T v); undefined where there is nothing to reflect. */
export interface Reflection<T> {
  readonly v: T[];
  /** 2 / (v^T v) */
  readonly beta: T;
}

/** The reflection that takes x to a multiple of the first unit vector. */
export function reflectionOf<T>($: Arithmetic<T>, x: readonly T[]): Reflection<T> | undefined {
  if (x.slice(1).every((entry) => $.value(entry) === 0)) return undefined;
  const largest = x.reduce((most, entry) => Math.max(most, Math.abs($.value(entry))), 0);
  const unit = x.map((entry) => $.div(entry, $.of(largest)));
  const norm = $.sqrt(unit.reduce((sum, entry) => $.add(sum, $.mul(entry, entry)), $.of(0)));
  const v = [...unit];
  v[0] = $.value(v[0]!) < 0 ? $.sub(v[0]!, norm) : $.add(v[0]!, norm);
  const square = v.reduce((sum, entry) => $.add(sum, $.mul(entry, entry)), $.of(0));
  return { v, beta: $.div($.of(2), square) };
}

/** Reflects rows `row`, `row + 1`, ... of the columns from `start` on, in place. */
export function reflectRows<T>(
  $: Arithmetic<T>,
  a: Matrix<T>,
  { v, beta }: Reflection<T>,
  row: number,
  start: number,
): void {
  const columns = a[0]?.length ?? 0;
  for (let j = start; j < columns; j++) {
    let sum = $.of(0);
    for (let i = 0; i < v.length; i++) sum = $.add(sum, $.mul(v[i]!, a[row + i]![j]!));
    const f = $.mul(beta, sum);
    for (let i = 0; i < v.length; i++) {
      const line: T[] = a[row + i]!;
      line[j] = $.sub(line[j]!, $.mul(f, v[i]!));
    }
  }
}

/** Reflects columns `column`, `column + 1`, ... of the rows before `end`, in place. */
export function reflectColumns<T>(
  $: Arithmetic<T>,
  a: Matrix<T>,
  { v, beta }: Reflection<T>,
  column: number,
  end = a.length,
): void {
  for (let i = 0; i < end; i++) {
    const line: T[] = a[i]!;
    let sum = $.of(0);
    for (let j = 0; j < v.length; j++) sum = $.add(sum, $.mul(line[column + j]!, v[j]!));
    const f = $.mul(beta, sum);
    for (let j = 0; j < v.length; j++) line[column + j] = $.sub(line[column + j]!, $.mul(f, v[j]!));
  }
}
