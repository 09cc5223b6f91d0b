import { fail } from '../base/fault.ts';
import { decodeText } from './text.ts';

const LONGEST = 64 * 2 ** 20;

/** The lines of a stream of bytes that is called `name`, each as soon as its end arrives; a Fault where one is not UTF-8. */
export async function* readLines(stream: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string> {
  let rest: Uint8Array[] = [];
  let held = 0;
  let number = 0;
  const line = (bytes: Uint8Array): string => {
    const text = decodeText(bytes, name, ++number).replace(/\r$/, '');
    return number === 1 ? text.replace(/^\uFEFF/, '') : text;
  };

  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield line(concatenated(rest, chunk.subarray(start, end)));
      rest = [];
      held = 0;
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
    held += chunk.length - start;
    if (held > LONGEST) {
      fail('file/too-large', `A line of ${name} has more than ${LONGEST / 2 ** 20} MB.`, {
        help: 'Break it after a comma within brackets.',
      });
    }
  }
  if (rest.length > 0) yield line(concatenated(rest, new Uint8Array()));
}

function concatenated(parts: readonly Uint8Array[], last: Uint8Array): Uint8Array {
  if (parts.length === 0) return last;
  const whole = new Uint8Array(parts.reduce((n, part) => n + part.length, last.length));
  let at = 0;
  for (const part of [...parts, last]) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
