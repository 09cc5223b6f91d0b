import type { OptionTable, OptionType, Takes } from './command.ts';

/** The shape of a call: `:jac f(x, y) [at x=1, y=2] [wrt=x,y] [mode=forward|reverse]`. */
export const usageOf = (name: string, takes: Pick<Takes, 'usage'>, options: OptionTable): string =>
  [`:${name}`, takes.usage, ...Object.entries(options).map(([key, type]) => optionUsage(key, type))]
    .filter(Boolean)
    .join(' ');

/** `mode=forward|reverse`, in brackets where it may be left out. */
const optionUsage = (key: string, { usage, required }: OptionType): string =>
  required ? `${key}=${usage}` : `[${key}=${usage}]`;

/** All about an option that its usage does not say: what it is for, what its value may be, and its default. */
export const optionText = ({ usage, summary, range, completes, otherwise }: OptionType): string => {
  const isSaid = typeof completes !== 'string' && completes.join('|') === usage;
  return `${summary} ${isSaid ? '' : `Takes ${range}. `}Default: ${otherwise}.`;
};
