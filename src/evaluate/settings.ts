import { type BackendName, backendNames, type Runtime } from '../compile/runtime.ts';
import { blasState } from '../tensor/kernels.ts';
import type { Layout } from '../answer/result.ts';

/** A setting of the session: its values, one of them at the start, and what it is for. */
interface Setting<V> {
  readonly values: [V] extends [number] ? { readonly least: number; readonly most: number } : readonly V[];
  readonly start: V;
  /** What it is, for the table of settings. */
  readonly meaning: string;
  /** What there is to add of it, where it is shown by what computes. */
  readonly state?: (runtime: Runtime) => string;
}

const setting = <V>(said: Setting<V>): Setting<V> => said;

/** Everything that `:set` changes but the seed: a setting is said here and nowhere else. */
export const settings = {
  digits: setting<number>({
    values: { least: 1, most: 17 },
    start: 6,
    meaning: 'significant digits shown; JSON always has all',
  }),
  layout: setting<Layout>({
    values: ['numerator', 'denominator'],
    start: 'numerator',
    meaning: 'how commands show derivatives; operators in expressions always compute in numerator layout',
  }),
  backend: setting<BackendName>({
    values: backendNames,
    start: 'auto',
    meaning: 'what runs graphs; auto chooses by the graph and its shapes, the others are for comparing',
  }),
  blas: setting<'on' | 'off'>({
    values: ['on', 'off'],
    start: 'on',
    meaning: "whether large matrices go to the system's BLAS and LAPACK, where the package koffi finds them",
    state: ({ kernels }) => blasState(kernels),
  }),
} as const;

type Table = typeof settings;

/** What `:set` changes. */
export type Settings = { readonly [K in keyof Table]: Table[K]['start'] };

/** The settings of a new session. */
export const startSettings = Object.fromEntries(
  Object.entries(settings).map(([name, { start }]) => [name, start]),
) as Settings;
