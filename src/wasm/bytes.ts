const number = new Float64Array(1);
const numberBytes = new Uint8Array(number.buffer);

/** Bytes that grow as they are written, with the encodings of WebAssembly's binary format. */
export class Bytes {
  private data = new Uint8Array(256);
  length = 0;

  byte(x: number): void {
    if (this.length === this.data.length) this.grow(1);
    this.data[this.length++] = x;
  }

  append(bytes: Uint8Array | readonly number[]): void {
    if (this.length + bytes.length > this.data.length) this.grow(bytes.length);
    this.data.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** An unsigned number, seven bits to a byte (LEB128). */
  unsigned(x: number): void {
    let rest = x >>> 0;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** A signed number of 32 bits (LEB128). */
  signed(x: number): void {
    let rest = x | 0;
    for (;;) {
      const low = rest & 0x7f;
      rest >>= 7;
      if ((rest === 0 && !(low & 0x40)) || (rest === -1 && low & 0x40)) return this.byte(low);
      this.byte(low | 0x80);
    }
  }

  /** A signed number of 64 bits (LEB128). */
  signed64(x: bigint): void {
    let rest = BigInt.asIntN(64, x);
    for (;;) {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      if ((rest === 0n && !(low & 0x40)) || (rest === -1n && low & 0x40)) return this.byte(low);
      this.byte(low | 0x80);
    }
  }

  double(x: number): void {
    number[0] = x;
    this.append(numberBytes);
  }

  /** Text with its length before it. */
  text(x: string): void {
    const bytes = new TextEncoder().encode(x);
    this.unsigned(bytes.length);
    this.append(bytes);
  }

  /** What another holds, with its length before it. */
  sized(other: Bytes): void {
    this.unsigned(other.length);
    this.append(other.view());
  }

  view(): Uint8Array<ArrayBuffer> {
    return this.data.subarray(0, this.length);
  }

  private grow(more: number): void {
    const wider = new Uint8Array(Math.max(2 * this.data.length, this.length + more));
    wider.set(this.view());
    this.data = wider;
  }
}
