import { afterEach, expect, test } from 'vitest';
import { PRESENT } from '../../src/app/lanes/present.ts';
import { UNFILTERED } from '../../src/app/lanes/unfiltered.ts';
import { type Layout, slotId, slotsFor, titleOf } from '../../src/app/stage/layout.ts';
import { WHOLE_WAY } from '../../src/app/stage/layouts.ts';
import type { View } from '../../src/app/views/any-view.ts';
import { VIEWS } from '../../src/app/views/registry.ts';
import { slicePicture } from '../../src/app/views/slice-picture.ts';
import { showRun } from './made-up-stage.ts';

/** What a folder of a view of one's own exports: the slice, its values named thousandths. */
const thousandths: View = {
  name: 'thousandths',
  plane: 'slice',
  needsPhantom: false,
  title: ({ label }) => `In thousandths${label === null ? '' : `: ${label}`}`,
  picture: (step, { spanOf }) => {
    if (step.kind !== 'image') return null;
    const values = {
      unit: '‰',
      span: 1000 * spanOf('slice'),
      toDisplay: (value: number) => 1000 * value,
      fromDisplay: (value: number) => value / 1000,
      format: (value: number) => value.toFixed(1),
    };
    return slicePicture(step.image, step.grid, { values, window: 'slice', waterMuPerMm: step.waterMuPerMm });
  },
};

let remove = () => {};
afterEach(() => remove());

test('a view of one’s own needs its spec and its registration', async () => {
  expect(() => VIEWS.get('thousandths')).toThrow('none of the views is named thousandths');
  remove = VIEWS.add(thousandths);
  const slots = ['phantom', 'thousandths', 'slice'].map((name) => ({ view: VIEWS.get(name), lane: PRESENT }));
  const shown = await showRun(slots);
  expect([...shown.keys()].sort()).toEqual(['phantom', 'slice', 'thousandths']);
  const own = shown.get('thousandths')!;
  expect(own.array).toBe(shown.get('slice')!.array);
  expect(own.description).toBe('16 × 16 pixels of 12 mm');
  expect([own.values.unit, own.values.toDisplay(0.2)]).toEqual(['‰', 200]);
});

test('its slots are found by view and lane, and show their own lane alone', async () => {
  remove = VIEWS.add(thousandths);
  const view = VIEWS.get('thousandths');
  const slots: Layout = [
    { view, lane: PRESENT },
    { view, lane: UNFILTERED },
    { view, lane: UNFILTERED, title: 'Smeared' },
  ];
  expect(slots.map(slotId)).toEqual(['thousandths', 'thousandths-unfiltered', 'thousandths-unfiltered']);
  expect(slots.map(titleOf)).toEqual(['In thousandths', 'In thousandths: Unfiltered', 'Smeared']);
  expect([...(await showRun(slots, UNFILTERED)).keys()]).toEqual(['thousandths-unfiltered']);
});

test('of measured data only what does without a phantom is on the stage', () => {
  const layout = WHOLE_WAY;
  expect(slotsFor(layout, true)).toBe(layout);
  expect(slotsFor(layout, false).map(slotId)).toEqual(['sinogram', 'slice']);
});
