import type { Expr } from './ast.ts';

/** The names that an expression reads and does not bind itself, in order of first use; names that are only called are told apart. */
export function freeNames(expr: Expr): { readonly read: readonly string[]; readonly called: readonly string[] } {
  const read = new Set<string>();
  const called = new Set<string>();
  const walk = (e: Expr, bound: ReadonlySet<string>): void => {
    switch (e.kind) {
      case 'name':
        if (!bound.has(e.name)) read.add(e.name);
        return;
      case 'prefix':
      case 'postfix':
        walk(e.arg, bound);
        return;
      case 'paren':
        walk(e.inner, bound);
        return;
      case 'binary':
        walk(e.left, bound);
        walk(e.right, bound);
        return;
      case 'chain':
        for (const arg of e.args) walk(arg, bound);
        return;
      case 'conditional':
        for (const part of [e.test, e.then, e.otherwise]) walk(part, bound);
        return;
      case 'array':
        for (const item of e.items) walk(item, bound);
        return;
      case 'range':
        for (const part of [e.start, e.step, e.stop]) if (part) walk(part, bound);
        return;
      case 'index': {
        walk(e.target, bound);
        const inside = new Set(bound).add('end');
        for (const index of e.indices) walk(index, inside);
        return;
      }
      case 'call':
        if (e.callee.kind === 'name') {
          if (!bound.has(e.callee.name)) called.add(e.callee.name);
        } else walk(e.callee, bound);
        for (const arg of e.args) walk(arg, bound);
        return;
      case 'lambda':
        walk(e.body, new Set([...bound, e.name.name, ...e.params.map((p) => p.name)]));
        return;
      case 'block': {
        const inside = new Set(bound);
        for (const { name, value } of e.lets) {
          walk(value, inside);
          inside.add(name.name);
        }
        walk(e.value, inside);
        return;
      }
      case 'number':
      case 'string':
      case 'all':
      case 'missing':
        return;
    }
  };
  walk(expr, new Set());
  return { read: [...read], called: [...called] };
}
