// Who may import whom. A room is a folder of src/, or commands/, or the file src/index.ts; `may` is the whole law between
// rooms, `packages` says which npm packages a room may use, and only host and cli touch node:*.

const core = ['train', 'compile', 'ad', 'graph', 'ops', 'tensor', 'wasm', 'base'];

/** @type {Record<string, readonly string[]>} */
const may = {
  base: [],
  lang: ['base'],
  wasm: ['base'],
  tensor: ['wasm', 'base'],
  ops: core.slice(5),
  graph: core.slice(4),
  ad: core.slice(3),
  compile: core.slice(2),
  train: core.slice(1),
  mathjs: ['base', 'lang', 'tensor'],
  session: [...core, 'lang', 'mathjs'],
  commands: ['session', ...core, 'lang', 'mathjs'],
  render: ['session', 'tensor', 'lang', 'base'],
  host: ['session', 'commands', ...core, 'lang'],
  tui: ['render', 'session', 'tensor', 'lang', 'base'],
  cli: ['tui', 'render', 'host', 'commands', 'session', 'mathjs', ...core, 'lang'],
  index: ['host', 'render', 'commands', 'session', 'mathjs', ...core, 'lang'],
};

/** @type {Record<string, readonly string[]>} */
const packages = {
  mathjs: ['mathjs'],
  render: ['string-width'],
  tui: ['ink', 'ink-text-input', 'react', 'string-width'],
};

/** @param {string} room */
const place = (room) => (room === 'commands' ? 'commands/' : room === 'index' ? 'src/index[.]ts$' : `src/${room}/`);

/** @param {readonly string[]} rooms */
const places = (rooms) => `^(${rooms.map(place).join('|')})`;

const rooms = Object.keys(may);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...rooms.map((room) => ({
      name: `${room}-may`,
      comment: `${room} may import ${(may[room] ?? []).join(', ') || 'no other room'}.`,
      severity: /** @type {const} */ ('error'),
      from: { path: places([room]) },
      to: { path: '^(src|commands)/', pathNot: places([room, ...(may[room] ?? [])]) },
    })),
    ...rooms.map((room) => ({
      name: `${room}-packages`,
      comment: `${room} may use ${(packages[room] ?? []).join(', ') || 'no package'}.`,
      severity: /** @type {const} */ ('error'),
      from: { path: places([room]) },
      to: { path: 'node_modules/', pathNot: (packages[room] ?? []).map((name) => `node_modules/(@types/)?${name}/`) },
    })),
    {
      name: 'no-room',
      comment: 'A file lives in a room.',
      severity: 'error',
      from: { path: '^(src|commands)/', pathNot: places(rooms) },
      to: {},
    },
    {
      name: 'node-in-host-and-cli',
      severity: 'error',
      from: { pathNot: places(['host', 'cli']) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'commands-apart',
      comment: 'A command knows nothing of the others; what two of them need belongs in session.',
      severity: 'error',
      from: { path: '^commands/', pathNot: '^commands/index[.]ts$' },
      to: { path: '^commands/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
