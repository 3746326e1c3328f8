import { expect, test } from 'vitest';
import { contactSheet } from '../../../src/experiment/sweep/contact-sheet.ts';
import { parseSweep } from '../../../src/experiment/sweep/sweep.ts';
import { sweepPlots } from '../../../src/experiment/sweep/sweep-plots.ts';
import { outlineOf } from '../../../src/experiment/sweep/sweep-result.ts';

const photons = { path: 'acquisition.noise.photons', values: [100, 10_000] };
const filters = { path: 'reconstruction.filter', values: ['hann', 'ram-lak'] };
const outlineFor = (json: object) => outlineOf(parseSweep({ measures: ['noise', 'ssim'], ...json }));
/** Noise of 10, 12, 14, … in the order of the runs, and SSIM of a hundredth of it. */
const measuredBy = (outline: ReturnType<typeof outlineFor>) =>
  outline.runs.map((_, i) => ({
    noise: { value: 10 + 2 * i, unit: 'HU' },
    ssim: { value: (10 + 2 * i) / 100, unit: '' },
  }));

test('every measure over the first knob, a curve for each value of the second, error bars of the mean', () => {
  const outline = outlineFor({ knobs: [photons, filters], seeds: 2 });
  const [noise, ssim] = sweepPlots(outline, measuredBy(outline));
  expect(noise!.horizontal).toEqual({ label: 'Photons', unit: '', scale: 'log' });
  expect(noise!.vertical).toEqual({ label: 'Central noise', unit: 'HU', scale: 'linear' });
  // Runs of two seeds each are 2 apart: SD √2, over √2.
  expect(noise!.series).toEqual([
    { name: 'Hann', kind: 'line', x: [100, 10_000], y: [11, 19], errors: [1, 1] },
    { name: 'Ram–Lak (ramp)', kind: 'line', x: [100, 10_000], y: [15, 23], errors: [1, 1] },
  ]);
  expect(ssim!.title).toBe('SSIM over Photons');
});

test('one measure over another, a point for each word', () => {
  const outline = outlineFor({ knobs: [filters], plots: [{ x: 'noise', y: 'ssim', xScale: 'log' }] });
  const [plot] = sweepPlots(outline, measuredBy(outline));
  expect(plot!.horizontal).toEqual({ label: 'Central noise', unit: 'HU', scale: 'log' });
  expect(plot!.series).toEqual([
    { name: 'Hann', kind: 'points', x: [10], y: [0.1] },
    { name: 'Ram–Lak (ramp)', kind: 'points', x: [12], y: [0.12] },
  ]);
});

test('one measure over another of a knob with numbers is a line in the knob’s order, which says where the knob stood', () => {
  const outline = outlineFor({ knobs: [photons], plots: [{ x: 'noise', y: 'ssim' }] });
  const [plot] = sweepPlots(outline, measuredBy(outline));
  const labels = ['Photons 100', 'Photons 10000'];
  expect(plot!.series).toEqual([{ name: 'SSIM', kind: 'line', x: [10, 12], y: [0.1, 0.12], labels }]);
  // A line from left to right would join them in another order.
  const three = outlineFor({
    knobs: [{ ...photons, values: [100, 1000, 10_000] }],
    plots: [{ x: 'noise', y: 'ssim' }],
  });
  const noises = [10, 14, 12].map((value) => ({ noise: { value, unit: 'HU' }, ssim: { value: 0.5, unit: '' } }));
  expect(sweepPlots(three, noises)[0]!.series[0]!.kind).toBe('points');
});

test('words on an axis are numbered, and what is missing is no point', () => {
  const outline = outlineFor({ knobs: [filters, photons], measures: ['noise'] });
  const [plot] = sweepPlots(outline, [{ noise: { value: 5, unit: 'HU' } }, undefined, undefined, undefined]);
  expect(plot!.horizontal).toMatchObject({
    label: 'Filter: 1 Hann, 2 Ram–Lak (ramp)',
    steps: 'integer',
    scale: 'linear',
  });
  expect(plot!.series).toEqual([
    { name: '100', kind: 'points', x: [1, 2], y: [5, Number.NaN] },
    { name: '10000', kind: 'points', x: [1, 2], y: [Number.NaN, Number.NaN] },
  ]);
});

test('a sheet has a column for each value of the second knob, and the values beneath each slice', () => {
  const outline = outlineFor({ knobs: [photons, filters], title: 'All' });
  const sheet = contactSheet(outline, ['AAAA', 'BBBB', null, 'DDDD']);
  const images = sheet.children.flatMap((child) => (typeof child === 'object' && child.name === 'image' ? child : []));
  expect(images.map(({ attributes: { href } }) => href)).toEqual(
    ['AAAA', 'BBBB', 'DDDD'].map((digits) => `data:image/png;base64,${digits}`),
  );
  const [a, b, d] = images.map(({ attributes }) => attributes);
  expect([a!.y, a!.x]).toEqual([b!.y, 10]);
  expect([d!.x, d!.y === a!.y]).toEqual([b!.x, false]);
  const texts = sheet.children.flatMap((child) =>
    typeof child === 'object' && child.name === 'text' ? child.children : [],
  );
  expect(texts).toEqual([
    'All',
    'Photons 100',
    'Filter Hann',
    'Photons 100',
    'Filter Ram–Lak (ramp)',
    'Photons 10000',
    'Filter Ram–Lak (ramp)',
  ]);
});
