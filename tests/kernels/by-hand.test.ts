import { expect, test } from 'vitest';
import { bridgeTrace } from '../../src/kernels/bridge-trace/spec.ts';
import { momentsOfViews } from '../../src/kernels/moments-of-views/spec.ts';
import { replaceWhere } from '../../src/kernels/replace-where/spec.ts';
import { subtractRow } from '../../src/kernels/subtract-row/spec.ts';
import { subtractScatter } from '../../src/kernels/subtract-scatter/spec.ts';
import { threshold } from '../../src/kernels/threshold/spec.ts';
import { rows, zeros } from './as-functions.ts';
import { plainly } from './plainly.ts';

// What the plain twins say, against figures that need no computer.

const of = (...values: number[]) => Float32Array.from(values);

test('a bridge stands from 5 to 11 over readings 2 and 3, and lies level at either end', () => {
  const arrays = {
    sinogram: rows(of(9, 5, 7, 7, 11, 9), 6),
    trace: rows(of(1, 0, 1, 1, 0, 1), 6),
    out: zeros(1, 6),
  };
  expect([...plainly(bridgeTrace, {}, arrays).out.data]).toEqual([5, 5, 7, 9, 11, 11]);
});

test('where all of a view is hidden, nothing is left of it', () => {
  const arrays = { sinogram: rows(of(9, 5, 7), 3), trace: rows(of(1, 1, 1), 3), out: zeros(1, 3) };
  expect([...plainly(bridgeTrace, {}, arrays).out.data]).toEqual([0, 0, 0]);
});

test('ends of 1.5 and 1.1: the brighter tells of a scatter of 0.5, and 0.75 of the beam is then 0.25 of it', () => {
  const lineIntegrals = rows(of(-Math.log(1.5), -Math.log(0.75), -Math.log(1.1)), 3);
  const plan = { besideObject: 1, leastSignal: 1e-3, resolution: 0, outputScale: 1 };
  const [first, middle] = plainly(subtractScatter, plan, { lineIntegrals, out: zeros(1, 3) }).out.data;
  expect(first).toBeCloseTo(0, 6);
  expect(middle).toBeCloseTo(Math.log(4), 6);
});

test('the moments of 2, 3, 7 are 12 and −2 + 7, those of a level view its mass and 0', () => {
  const arrays = { sinogram: rows(of(2, 3, 7, 1, 1, 1), 3), moments: zeros(2, 2) };
  expect([...plainly(momentsOfViews, {}, arrays).moments.data]).toEqual([12, 5, 3, 0]);
});

test('a row is taken from every view', () => {
  const arrays = { row: rows(of(1, 2), 2), sinogram: rows(of(5, 5, 7, 7), 2) };
  expect([...plainly(subtractRow, { detectorRows: 1 }, arrays).sinogram.data]).toEqual([4, 3, 6, 5]);
});

test('a threshold is passed by what is above it, and only that is replaced', () => {
  const values = rows(of(1, 1.5, 2), 3);
  const mask = plainly(threshold, { above: 1.5 }, { values, out: zeros(1, 3) }).out;
  expect([...mask.data]).toEqual([0, 0, 1]);
  const arrays = { mask, source: rows(of(7, 8, 9), 3), target: rows(of(1, 2, 3), 3) };
  expect([...plainly(replaceWhere, {}, arrays).target.data]).toEqual([1, 2, 9]);
});
