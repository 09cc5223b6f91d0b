/** Numbers that are taken out from the greatest down: a heap. */
export class Descending {
  private readonly heap: number[] = [];

  push(x: number): void {
    const { heap } = this;
    let at = heap.push(x) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]! >= x) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = x;
  }

  pop(): number | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]! > heap[child]!) child++;
      if (heap[child]! <= last) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}
