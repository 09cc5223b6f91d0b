import type { Expr } from './ast.ts';

/** The expression with its direct parts replaced; names that it binds and calls are left as they are. */
export function rewrite(expr: Expr, part: (e: Expr) => Expr): Expr {
  switch (expr.kind) {
    case 'prefix':
    case 'postfix':
      return { ...expr, arg: part(expr.arg) };
    case 'paren':
      return { ...expr, inner: part(expr.inner) };
    case 'binary':
      return { ...expr, left: part(expr.left), right: part(expr.right) };
    case 'chain':
      return { ...expr, args: expr.args.map(part) };
    case 'conditional':
      return { ...expr, test: part(expr.test), then: part(expr.then), otherwise: part(expr.otherwise) };
    case 'array':
      return { ...expr, items: expr.items.map(part) };
    case 'range':
      return {
        ...expr,
        start: part(expr.start),
        ...(expr.step && { step: part(expr.step) }),
        stop: part(expr.stop),
      };
    case 'index':
      return { ...expr, target: part(expr.target), indices: expr.indices.map(part) };
    case 'call':
      return {
        ...expr,
        callee: expr.callee.kind === 'name' ? expr.callee : part(expr.callee),
        args: expr.args.map(part),
      };
    case 'lambda':
      return { ...expr, body: part(expr.body) };
    case 'block':
      return {
        ...expr,
        lets: expr.lets.map(({ name, value }) => ({ name, value: part(value) })),
        value: part(expr.value),
      };
    case 'name':
    case 'number':
    case 'string':
    case 'all':
    case 'missing':
      return expr;
  }
}
