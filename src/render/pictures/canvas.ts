/** The characters that dots, bars and entries are drawn with. */
export interface Characters {
  /** Dots across and down one character. */
  readonly cell: readonly [across: number, down: number];
  /** The character whose dots are set where the bits are. */
  dots(bits: number): string;
  /** Bars within a character, the lowest first. */
  readonly levels: string;
  /** Entries of an array: one that is filled, and another. */
  readonly entries: readonly [filled: string, empty: string];
}

// An ASCII cell has an upper and a lower dot.
const asciiDots = [' ', "'", '.', ':'];

export const ascii: Characters = {
  cell: [1, 2],
  dots: (bits) => asciiDots[bits]!,
  levels: '_.-:=+*#',
  entries: ['x', '.'],
};

export const braille: Characters = {
  cell: [2, 4],
  dots: (bits) => (bits === 0 ? ' ' : String.fromCharCode(0x2800 + bits)),
  levels: '▁▂▃▄▅▆▇█',
  entries: ['●', '·'],
};

/** A raster of dots that becomes lines of characters; dot (0, 0) is at the top left. Its dots are about square. */
export interface Canvas {
  /** Dots across and down. */
  readonly across: number;
  readonly down: number;
  /** Per character cell, row by row: the dots that are set, as bits. */
  readonly bits: Uint8Array;
  /** Per cell: which pen set it last. */
  readonly pens: Uint8Array;
  readonly columns: number;
  readonly cell: readonly [across: number, down: number];
}

// Bits of U+2800..U+28FF by column and row of a 2 x 4 cell (Unicode, Braille Patterns).
const brailleBits = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
];

/** An empty canvas of characters. */
export const emptyCanvas = (columns: number, rows: number, { cell }: Characters): Canvas => ({
  across: columns * cell[0],
  down: rows * cell[1],
  bits: new Uint8Array(columns * rows),
  pens: new Uint8Array(columns * rows),
  columns,
  cell,
});

/** Sets one dot; dots outside are dropped. */
export function drawDot(canvas: Canvas, x: number, y: number, pen: number): void {
  if (!(x >= 0 && y >= 0 && x < canvas.across && y < canvas.down)) return;
  const [w, h] = canvas.cell;
  const index = Math.floor(y / h) * canvas.columns + Math.floor(x / w);
  canvas.bits[index]! |= brailleBits[Math.floor(x) % w]![Math.floor(y) % h]!;
  canvas.pens[index] = pen;
}

/** In full or in dashes, which go on where another line of so many dots ended. */
export interface Dashes {
  readonly dashed: boolean;
  readonly drawn: number;
}

// Dots of a dash, and of the gap behind it.
const dash = 2;

/** A straight line of dots between two points, ends included; answers how many dots on its end is. */
export function drawLine(
  canvas: Canvas,
  from: readonly [number, number],
  to: readonly [number, number],
  pen: number,
  { dashed, drawn }: Dashes = { dashed: false, drawn: 0 },
): number {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy))));
  if (!Number.isFinite(steps)) return 0;
  for (let i = 0; i <= steps; i++) {
    if (dashed && (drawn + i) % (2 * dash) >= dash) continue;
    drawDot(canvas, Math.round(from[0] + (dx * i) / steps), Math.round(from[1] + (dy * i) / steps), pen);
  }
  return steps;
}
