import { describe, expect, it } from 'vitest';
import { csvText } from '../../../src/files/csv-text.ts';
import type { PlotContent } from '../../../src/plots/plot.ts';
import { plotDrawing } from '../../../src/plots/plot-drawing.ts';
import { fileNameOf, plotCsv, svgText } from '../../../src/plots/plot-files.ts';
import { CURVES, DOTS, STYLE } from './contents.ts';
import { parseCsv } from './parse-csv.ts';
import { type ParsedElement, parseXml } from './parse-xml.ts';

const svgOf = (content: PlotContent, isLog = false) =>
  parseXml(
    svgText(
      plotDrawing(content, { width: 720, height: 480, horizontalIsLog: isLog, verticalIsLog: isLog, style: STYLE }),
    ),
  );
const all = (element: ParsedElement, name: string): ParsedElement[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => all(child, name)),
];
const curveOf = (svg: ParsedElement, name: string) =>
  all(svg, 'g').find(({ children }) => children[0]?.name === 'title' && children[0].text === name)!;
/** Whence the grid's lines tell where values are: the pixel of each tick that is written. */
const ticksOf = (svg: ParsedElement, anchor: 'middle' | 'end', along: 'x' | 'y') =>
  all(svg, 'text')
    .filter(({ attributes, text }) => attributes['text-anchor'] === anchor && /^[\d.]+$/.test(text))
    .map(({ attributes, text }) => [Number(text), Number(attributes[along])] as const);

describe('a plot in a file', () => {
  it('is a table that another program reads as it was, with all digits', () => {
    const [head, ...rows] = parseCsv(plotCsv(CURVES));
    expect(head).toEqual(['Spatial frequency (1/mm)', 'Hann', 'Hann ±', 'Theory <Hann>']);
    expect(rows).toHaveLength(5);
    expect(rows[2]).toEqual(['1', '', '0.02', '0.25']);
    const third = { ...DOTS, series: [{ ...DOTS.series[0]!, y: [1 / 3, 10, 1.5, 3] }] };
    expect(parseCsv(plotCsv(third)).map((row) => row[1])).toContain(String(1 / 3));
  });

  it('is a table whose words stay words, whatever they hold', () => {
    const text = csvText(
      ['a "b", c', 'd\r\ne'],
      [
        ['=1+1', -2],
        [null, Number.NaN],
        [true, 1e-9],
      ],
    );
    expect(parseCsv(text)).toEqual([
      ['a "b", c', 'd\r\ne'],
      ["'=1+1", '-2'],
      ['', ''],
      ['true', '1e-9'],
    ]);
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it('is a drawing whose curves are where the ticks say that their values are', () => {
    const svg = svgOf(CURVES);
    const [theory] = all(curveOf(svg, 'Theory <Hann>'), 'path');
    const corners = [...theory!.attributes.d!.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [+x!, +y!]);
    const across = new Map(ticksOf(svg, 'middle', 'x'));
    const down = new Map(ticksOf(svg, 'end', 'y'));
    expect(corners).toHaveLength(3);
    expect(corners[0]![0]).toBeCloseTo(across.get(0)!, 1);
    expect(corners[1]![0]).toBeCloseTo(across.get(1)!, 1);
    expect(corners[2]![0]).toBeCloseTo(across.get(2)!, 1);
    expect(corners[0]![1]).toBeCloseTo(down.get(1)!, 1);
    expect(corners[2]![1]).toBeCloseTo(down.get(0)!, 1);
    // A quarter of the way from 0 to 1.
    expect(corners[1]![1]).toBeCloseTo(0.75 * down.get(0)! + 0.25 * down.get(1)!, 1);
  });

  it('is broken where there is no value, dashed where it is theory, and has a sign on each of few points', () => {
    const svg = svgOf(CURVES);
    const hann = all(curveOf(svg, 'Hann'), 'path');
    expect(hann[0]!.attributes.d!.match(/M/g)).toHaveLength(2);
    expect(hann[0]!.attributes['stroke-dasharray']).toBeUndefined();
    expect(hann.at(-1)!.attributes.d!.match(/Z/g)).toHaveLength(3);
    expect(all(curveOf(svg, 'Theory <Hann>'), 'path')[0]!.attributes['stroke-dasharray']).toBe('6 4');
    // Three error bars, one of which is of a point that is not there, and one of no length.
    expect(hann[1]!.attributes.d!.match(/V/g)).toHaveLength(2);
  });

  it('says title, axes, series and marks in words', () => {
    const svg = svgOf(CURVES);
    const words = all(svg, 'text').map(({ text }) => text);
    expect(svg.attributes.xmlns).toBe('http://www.w3.org/2000/svg');
    expect(all(svg, 'title')[0]!.text).toBe('MTF of "Hann" & others');
    for (const word of ['Spatial frequency (1/mm)', 'MTF', 'Hann', 'Theory <Hann>', 'f50', 'f50 = 0.5 1/mm']) {
      expect(words).toContain(word);
    }
  });

  it('leaves out what a logarithmic axis has no place for; an error bar that goes there ends at its foot', () => {
    const svg = svgOf(DOTS, true);
    const [bars, signs] = all(curveOf(svg, 'Scans'), 'path');
    expect(signs!.attributes.d!.match(/Z/g)).toHaveLength(3);
    expect(bars!.attributes.d!.match(/V/g)).toHaveLength(3);
    // Two strokes each, but for the one from 10 − 20.
    expect(bars!.attributes.d!.match(/H/g)).toHaveLength(5);
    expect(JSON.stringify(svg)).not.toMatch(/NaN|Infinity/);
  });

  it('has a name that any system takes', () => {
    expect(fileNameOf('Noise (σ) against dose: 50 % / Hann')).toBe('noise-against-dose-50-hann');
    expect(fileNameOf('ÅÄÖ')).toBe('aao');
    expect(fileNameOf('…')).toBe('plot');
  });
});
