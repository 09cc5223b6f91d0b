import { drawMarks } from './marks.ts';
import type { Pen, Place, Stroke } from './pen.ts';
import { type Picture, planeOf, rulerOf, type Rulers, scaledPlace } from './picture.ts';

/** Sizes in pixels. */
const size = { width: 640, height: 400, margin: 16, left: 72, below: 28, tick: 5, font: 13 };

/** Steps between ticks, at most. */
const most = { x: 8, y: 8 };

/** Colours that people of all kinds of sight tell apart (M. Okabe & K. Ito, Color Universal Design, 2008), black left out. */
const colours = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00'];

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

/** Hundredths of a pixel are not seen. */
const coordinate = (x: number): string => String(Math.round(x * 100) / 100);

const pair = (place: Place): string => place.map(coordinate).join(',');

const isSeen = (place: Place): boolean => place.every(Number.isFinite);

/** A pen that writes elements of SVG. */
function svgPen(): Pen & { readonly elements: readonly string[] } {
  const elements: string[] = [];
  const roles: string[] = [];
  const colourOf = (role: string | undefined): string => {
    if (role === undefined) return 'black';
    if (!roles.includes(role)) roles.push(role);
    return colours[roles.indexOf(role) % colours.length]!;
  };
  const rect = ([x, y]: Place, [right, bottom]: Place, style: string): number =>
    elements.push(
      `<rect x="${coordinate(x)}" y="${coordinate(y)}" width="${coordinate(right - x)}" height="${coordinate(bottom - y)}" ${style}/>`,
    );
  const path = (text: string, { role, dashed, arrow }: Stroke): number => {
    const style = `${dashed ? ' stroke-dasharray="4 4"' : ''}${arrow ? ' marker-end="url(#arrow)"' : ''}`;
    return elements.push(`<path d="${text}" stroke="${colourOf(role)}"${style}/>`);
  };
  const solid = `fill="${colours[0]}"`;
  return {
    elements,
    line: (places, stroke) => {
      const steps = places.map((place, i) => {
        if (!isSeen(place)) return '';
        return `${i > 0 && isSeen(places[i - 1]!) ? 'L' : 'M'}${pair(place)}`;
      });
      path(steps.join(''), stroke);
    },
    curve: (places, stroke) => {
      const [start, ...more] = places.map(pair);
      if (start && places.every(isSeen)) path(`M${start}C${more.join(' ')}`, stroke);
    },
    box: (a, b, { round, heavy }) => {
      const style = `stroke="black"${round ? ` rx="${coordinate((b[1] - a[1]) / 2)}"` : ''}${heavy ? ' stroke-width="2.5"' : ''}`;
      if (isSeen(a) && isSeen(b)) rect(a, b, style);
    },
    text: (at, text, anchor) => {
      if (!isSeen(at)) return;
      const [x, y] = at.map(coordinate);
      elements.push(`<text x="${x}" y="${y}" dy="0.35em" text-anchor="${anchor}" fill="black">${escaped(text)}</text>`);
    },
    cell: (a, b, filled) => void (filled && rect(a, b, solid)),
    bar: (a, b) => void (isSeen(a) && isSeen(b) && rect(a, b, solid)),
  };
}

/** Draws both axes of a plot of a size with their ticks and labels. */
function drawAxes(pen: Pen, { x, y }: Rulers, place: (point: Place) => Place, width: number, height: number): void {
  pen.line(
    [
      [0, 0],
      [0, height],
      [width, height],
    ],
    {},
  );
  for (const { at, label } of x.ticks) {
    const [left] = place([at, 0]);
    pen.line(
      [
        [left, height],
        [left, height + size.tick],
      ],
      {},
    );
    pen.text([left, height + size.tick + size.font], label, 'middle');
  }
  for (const { at, label } of y.ticks) {
    const [, top] = place([0, at]);
    pen.line(
      [
        [-size.tick, top],
        [0, top],
      ],
      {},
    );
    pen.text([-2 * size.tick, top], label, 'end');
  }
}

/** A picture as the text of an SVG file, with a title. One without scales is drawn with so many pixels to a unit. */
export function svgText({ scales, marks }: Picture, title: string, unit?: number): string {
  const pen = svgPen();
  let [left, width, height, below] = [size.margin, size.width, size.height, size.margin];
  if (scales) {
    [left, below] = [size.left, size.margin + size.below];
    const rulers = { x: rulerOf(scales, 'x', marks, most.x), y: rulerOf(scales, 'y', marks, most.y) };
    const place = scaledPlace(rulers, width, height);
    drawAxes(pen, rulers, place, width, height);
    drawMarks(marks, { pen, place });
  } else {
    const plane = planeOf(marks);
    const by = unit ?? Math.min(width / (plane.width || 1), height / (plane.height || 1));
    [width, height] = [plane.width * by, plane.height * by];
    drawMarks(marks, { pen, place: (point) => plane.place(point, by) });
  }
  const [whole, tall] = [left + width + size.margin, size.margin + height + below].map(coordinate);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole} ${tall}" width="${whole}" height="${tall}">`,
    `<title>${escaped(title)}</title>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">' +
      '<path d="M0,0 L8,4 L0,8 z"/></marker></defs>',
    `<rect width="${whole}" height="${tall}" fill="white"/>`,
    `<g transform="translate(${left} ${size.margin})" fill="none" font-family="monospace" font-size="${size.font}">`,
    ...pen.elements,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
