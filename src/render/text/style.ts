/** How answers are drawn for a reader and a terminal. */
export interface Style {
  /** Columns of the terminal; drawings fit from 40 on. */
  readonly width: number;
  /** Significant digits of numbers, 1 to 17. */
  readonly digits: number;
  /** Only characters from space to `~`: no brackets of several lines, blocks, braille or Greek. */
  readonly ascii: boolean;
  /** No ornament at all: no brackets, and figures in words instead of drawings, for screen readers and `grep`. */
  readonly plain: boolean;
}
