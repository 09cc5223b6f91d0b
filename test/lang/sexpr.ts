import type { MathNode } from 'mathjs';
import type { Expr, Statement } from '../../src/lang/ast.ts';

/** The common form in which a tree of Nabla's and one of mathjs's are compared. */
export type Sexpr = string;

const list = (...parts: readonly Sexpr[]): Sexpr => `(${parts.join(' ')})`;
const CONSTANTS = new Set(['NaN', 'Infinity']);

/** An expression of Nabla's. */
export function ofExpr(node: Expr): Sexpr {
  switch (node.kind) {
    case 'number':
      return `#${node.value}`;
    case 'string':
      return JSON.stringify(node.value);
    case 'name':
      return CONSTANTS.has(node.name) ? `#${node.name}` : node.name;
    case 'prefix':
    case 'postfix':
      return list(node.op, ofExpr(node.arg));
    case 'binary':
      return list(
        node.implicit ? 'implicit*' : node.op === 'mod' ? '%' : node.op,
        ofExpr(node.left),
        ofExpr(node.right),
      );
    case 'chain':
      return list('chain', ...node.ops, ...node.args.map(ofExpr));
    case 'conditional':
      return list('?', ofExpr(node.test), ofExpr(node.then), ofExpr(node.otherwise));
    case 'array':
      return list('array', ...node.items.map(ofExpr));
    case 'range':
      return list(':', ofExpr(node.start), node.step ? ofExpr(node.step) : '_', ofExpr(node.stop));
    case 'index':
      return list('index', ofExpr(node.target), ...node.indices.map(ofExpr));
    case 'all':
      return '(: #1 _ end)';
    case 'call':
      return list('call', ofExpr(node.callee), ...node.args.map(ofExpr));
    case 'lambda':
      return list('function', node.name.name, list(...node.params.map(({ name }) => name)), ofExpr(node.body));
    case 'paren':
      return list('paren', ofExpr(node.inner));
    case 'block':
      return list(
        'block',
        ...node.lets.map(({ name, value }) => list('=', name.name, ofExpr(value))),
        ofExpr(node.value),
      );
    case 'missing':
      return '<missing>';
  }
}

/** A statement of Nabla's that is no command. */
export function ofStatement(statement: Statement): Sexpr {
  switch (statement.kind) {
    case 'define':
      return list(
        'function',
        statement.name.name,
        list(...statement.params.map(({ name }) => name)),
        ofExpr(statement.body),
      );
    case 'assign':
      return statement.value.kind === 'command-call'
        ? '<command>'
        : list('=', statement.name.name, ofExpr(statement.value));
    case 'assign-entries':
      return list('entries=', statement.name.name, list(...statement.indices.map(ofExpr)), ofExpr(statement.value));
    case 'expression':
      return ofExpr(statement.value);
    case 'command':
      return '<command>';
    case 'empty':
      return '<empty>';
  }
}

const COMPARISONS: Readonly<Record<string, string>> = {
  equal: '==',
  unequal: '!=',
  smaller: '<',
  larger: '>',
  smallerEq: '<=',
  largerEq: '>=',
};

/** A tree of mathjs's, whose types are too loose to walk; what Nabla has not is an error. */
export function ofMathjs(node: any): Sexpr {
  const all = (nodes: MathNode[]): Sexpr[] => nodes.map(ofMathjs);
  switch (node.type) {
    case 'ConstantNode':
      return typeof node.value === 'number'
        ? `#${node.value}`
        : typeof node.value === 'string'
          ? JSON.stringify(node.value)
          : `${node.value}`;
    case 'SymbolNode':
      return node.name;
    case 'ParenthesisNode':
      return list('paren', ofMathjs(node.content));
    case 'OperatorNode':
      return list(node.implicit ? 'implicit*' : node.op === 'mod' ? '%' : node.op, ...all(node.args));
    case 'RelationalNode':
      return list('chain', ...node.conditionals.map((name: string) => COMPARISONS[name]), ...all(node.params));
    case 'ConditionalNode':
      return list('?', ...all([node.condition, node.trueExpr, node.falseExpr]));
    case 'ArrayNode':
      return list('array', ...all(node.items));
    case 'RangeNode':
      return list(':', ofMathjs(node.start), node.step ? ofMathjs(node.step) : '_', ofMathjs(node.end));
    case 'AccessorNode':
      return list('index', ofMathjs(node.object), ...all(node.index.dimensions));
    case 'FunctionNode':
      return list('call', ofMathjs(node.fn), ...all(node.args));
    case 'FunctionAssignmentNode':
      return list('function', node.name, list(...node.params), ofMathjs(node.expr));
    case 'AssignmentNode':
      return node.index
        ? list('entries=', ofMathjs(node.object), list(...all(node.index.dimensions)), ofMathjs(node.value))
        : list('=', ofMathjs(node.object), ofMathjs(node.value));
    case 'BlockNode':
      // A trailing semicolon makes a block of one in mathjs.
      if (node.blocks.length === 1) return ofMathjs(node.blocks[0].node);
  }
  throw new Error(`mathjs made a ${node.type}, which has no counterpart`);
}
