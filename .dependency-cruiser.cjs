// Who may import whom. A room is a folder of src/, or commands/, or the file src/index.ts; `may` is the whole law between
// rooms, `packages` says which npm packages a room may use, and only host and cli touch node:*.

const core = ['train', 'compile', 'ad', 'graph', 'ops', 'tensor', 'wasm', 'base'];
// What the core computes becomes an answer here, each room on those behind it.
const language = ['session', 'script', 'explain', 'notation', 'derive', 'command', 'evaluate', 'answer', 'picture'];

/** @param {string} room */
const below = (room) => [...language.slice(language.indexOf(room) + 1), ...core, 'lang'];

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
  picture: ['tensor', 'base'],
  answer: ['picture', 'tensor', 'base'],
  evaluate: ['answer', 'mathjs', ...core, 'lang'],
  command: below('command'),
  derive: below('derive'),
  notation: ['mathjs', ...below('notation')],
  explain: below('explain'),
  script: ['notation', 'command', 'evaluate', 'answer', 'tensor', 'lang', 'base'],
  session: ['script', 'notation', 'derive', 'command', 'evaluate', 'answer', 'mathjs', ...core, 'lang'],
  commands: ['session', ...below('session')],
  render: ['answer', 'picture', 'tensor', 'base'],
  host: ['commands', 'session', 'command', 'evaluate', 'answer', ...core],
  tui: ['render', 'command', 'answer', 'lang', 'base'],
  cli: ['tui', 'render', 'host', 'commands', 'session', ...below('session')],
  index: ['host', 'render', 'commands', 'session', ...below('session')],
};

/** @type {Record<string, readonly string[]>} */
const packages = {
  mathjs: ['mathjs'],
  tui: ['ink', 'ink-text-input', 'react'],
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
      comment: 'What one command needs lies beside it; what two of them need is in the room of its subject.',
      severity: 'error',
      from: { path: '^commands/([^/.]+)', pathNot: '^commands/(index|all)[.]ts$' },
      to: { path: '^commands/', pathNot: '^commands/$1[/.]' },
    },
    {
      name: 'command-by-its-index',
      comment: 'A command that is a folder is entered by its index alone.',
      severity: 'error',
      from: { path: '^(src/|commands/(index|all)[.]ts$)' },
      to: { path: '^commands/[^/]+/', pathNot: '^commands/[^/]+/index[.]ts$' },
    },
    {
      name: 'prompt-by-its-folder',
      comment: "Of cli, the prompt's folder alone knows the rooms of the prompt.",
      severity: 'error',
      from: { path: '^src/cli/', pathNot: '^src/cli/prompt/' },
      to: { path: '^src/tui/' },
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
