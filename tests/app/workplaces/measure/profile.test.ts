import { expect, test } from 'vitest';
import type { Mark } from '../../../../src/app/marks/mark.ts';
import { axisThroughCentres, hasLengths } from '../../../../src/app/panes/axis-description.ts';
import { sinogramScale } from '../../../../src/app/views/display-units.ts';
import type { AnalysisContext } from '../../../../src/app/workplaces/measure/analysis.ts';
import { profile } from '../../../../src/app/workplaces/measure/profile/spec.ts';

/** 61 views of 3° by 201 channels, a ridge of Gaussians whose middle moves by a channel per view. */
const [VIEWS, CHANNELS, SIGMA] = [61, 201, 8];

function contextOf(unit: 'mm' | '°', mark: Mark): AnalysisContext {
  const first = -(CHANNELS - 1) / 2;
  const values = Float32Array.from({ length: VIEWS * CHANNELS }, (_, i) => {
    const u = first + (i % CHANNELS) - Math.floor(i / CHANNELS) + 30;
    return Math.exp(-(u ** 2) / (2 * SIGMA ** 2));
  });
  const vertical = axisThroughCentres('view angle', '°', { first: 0, step: 3, count: VIEWS }, 'degrees');
  const picture = {
    measured: {
      ...{ values, rows: VIEWS, columns: CHANNELS },
      horizontal: { first, step: 1 },
      vertical: { first: 0, step: 3 },
    },
    horizontal: axisThroughCentres('u', unit, { first, step: 1, count: CHANNELS }),
    vertical,
    scale: sinogramScale('HU', 1),
  };
  const parts = { marks: [mark], chosen: mark, picture: async () => picture, phantom: async () => null, truth: null };
  return parts as unknown as AnalysisContext;
}

const line = (from: readonly [number, number], to: readonly [number, number]): Mark => ({
  ...{ name: 'A', plane: 'sinogram' },
  form: { kind: 'line', from: { x: from[0], y: from[1] }, to: { x: to[0], y: to[1] }, width: 0 },
});

const signal = new AbortController().signal;
const FWHM = 2 * Math.sqrt(2 * Math.LN2) * SIGMA;

test.each(['mm', '°'] as const)('over a sinogram in %s counts along the axis that the line follows', async (unit) => {
  // Along a view the width is that of the Gaussian; along a slant of nine channels a view, one of which the ridge moves too, 9/8.
  for (const [mark, expected] of [
    [line([-90, 90], [90, 90]), FWHM],
    [line([-90, 60], [90, 120]), (9 / 8) * FWHM],
  ] as const) {
    const measured = await profile.measure(contextOf(unit, mark), signal);
    const { horizontal, series } = measured.plot!;
    expect([horizontal.label, horizontal.unit]).toEqual(['u', unit]);
    expect([series[0]!.x[0], series[0]!.x.at(-1)]).toEqual([-90, 90]);
    const found = measured.numbers.find(({ label }) => label === 'FWHM')!;
    // What is along an axis is no length.
    expect(measured.numbers.at(-1)).toEqual({ label: 'Along u', value: 180, unit });
    expect([found.unit, Math.abs(found.value / expected - 1) < 0.01]).toEqual([unit, true]);
  }
});

test('lengths are of two axes in mm, not of two angles', () => {
  const axes = (horizontal: string | null, vertical: string | null) =>
    hasLengths({ horizontal: { unit: horizontal }, vertical: { unit: vertical } });
  expect([axes('mm', 'mm'), axes('mm', '°'), axes('°', '°'), axes(null, null)]).toEqual([true, false, false, false]);
});
