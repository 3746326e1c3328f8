// The read-out of the Display panel is of the slice's window, whatever of the reconstruction is on the stage.

import { expect, test } from 'vitest';
import type { WindowReadout } from '../../../src/app/controls/window-readout.ts';
import type { DisplayWindow } from '../../../src/app/panes/window-level.ts';
import type { WindowPreset } from '../../../src/app/panes/window-presets.ts';
import type { PresentExperiment } from '../../../src/app/present/present-experiment.ts';
import type { Layout } from '../../../src/app/stage/layout.ts';
import type { Stage } from '../../../src/app/stage/stage.ts';
import { DisplayWindows } from '../../../src/app/views/display-windows.ts';
import type { CpuExecutor } from '../../../src/operators/cpu/cpu-tasks.ts';

/** What is read out where the stage shows pictures of these kinds of window, by name, of values from 0 to 0.1. */
function readOut(shown: Readonly<Record<string, string>>, unit: '1/mm' | 'HU') {
  const said: { unit?: string; presets?: number; window?: DisplayWindow } = {};
  const readout = {
    setScale: (values: { unit: string }, presets: readonly WindowPreset[]) => {
      said.unit = values.unit;
      said.presets = presets.length;
    },
    setWindow: (window: DisplayWindow) => {
      said.window = window;
    },
  } as unknown as WindowReadout;
  const stage = {
    slots: Object.keys(shown).map((name) => ({ view: { name }, lane: { name: 'present' } })) as unknown as Layout,
    pane: () => null,
    shown: (id: string) => {
      const name = id.split('-')[0]!;
      return shown[name] ? { window: shown[name], values: { unit, span: 0.1 } } : null;
    },
  } as unknown as Stage;
  const present = { experiment: {}, unit, sliceIsOnNoScale: false, addPart: () => {} } as unknown as PresentExperiment;
  const windows = new DisplayWindows(present, stage, readout, {} as CpuExecutor);
  windows.follow(
    'slice',
    Float32Array.from({ length: 1000 }, (_, i) => i / 1e4),
    (value) => value,
    false,
  );
  return said;
}

test('of a measured volume, whose stage has planes and no slice, it is in the unit of its values', () => {
  const { unit, presets, window } = readOut({ projection: 'sinogram', axial: 'slice', coronal: 'slice' }, '1/mm');
  expect([unit, presets]).toEqual(['1/mm', 0]);
  expect(window!.width).toBeLessThan(0.2);
  expect(window!.level).toBeLessThan(0.1);
});

test('of a phantom’s volume it is in HU, with their presets', () => {
  const { unit, presets } = readOut({ axial: 'slice' }, 'HU');
  expect(unit).toBe('HU');
  expect(presets).toBeGreaterThan(5);
});

test('the difference’s window is none of the slice’s', () => {
  expect(readOut({ difference: 'difference' }, '1/mm')).toEqual({});
});
