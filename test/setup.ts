import fc from 'fast-check';

// The same cases in every run, so that a failure is the change's; NABLA_SEED=random looks for new ones.
const seed = process.env['NABLA_SEED'] ?? '1';
fc.configureGlobal(seed === 'random' ? {} : { seed: Number(seed) });
