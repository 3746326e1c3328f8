// What the laboratory tells its reader to look for is there, at the severity at which it is first shown.

import { expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { ARTEFACTS, type ArtefactName, USUAL_STRENGTH } from '../../src/experiment/artefacts.ts';
import { physicsOf } from '../../src/experiment/physics-of.ts';
import { starvationAdvice } from '../../src/experiment/starvation-advice.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { type ArtefactSlice, artefactSlicer } from '../support/artefact-slices.ts';

/** Over a field of a given width. */
const grid = (widthMm: number) => ({
  ...{ pixels: 160, pixelSizeMm: widthMm / 160 },
  scan: { views: 360, channels: 300, channelSpacingMm: (1.1 * widthMm) / 300 },
});

async function slicesOf(name: ArtefactName, widthMm: number, strength = USUAL_STRENGTH) {
  const artefact = ARTEFACTS.find((one) => one.name === name)!;
  const slicer = await artefactSlicer(new CpuOperators(new InPlaceExecutor(cpuTasks)), artefact, grid(widthMm));
  try {
    const clean = await slicer.slice('undisturbed', strength);
    const disturbed = await slicer.slice('disturbed', strength);
    const cured = await slicer.slice('cured', strength);
    const around = (slice: ArtefactSlice) => (xMm: number, yMm: number) => meanOff(slice, clean, widthMm, xMm, yMm);
    return { clean, disturbed, cured, off: around(disturbed), curedOff: around(cured) };
  } finally {
    slicer.release();
  }
}

/** By how much 3 × 3 pixels are off in the mean, in HU. */
function meanOff({ hu }: ArtefactSlice, clean: ArtefactSlice, widthMm: number, xMm: number, yMm: number): number {
  const pixelMm = widthMm / 160;
  const [row, column] = [Math.round(79.5 - yMm / pixelMm), Math.round(79.5 + xMm / pixelMm)];
  let sum = 0;
  for (let y = row - 1; y <= row + 1; y++) {
    for (let x = column - 1; x <= column + 1; x++) sum += hu[y * 160 + x]! - clean.hu[y * 160 + x]!;
  }
  return sum / 9;
}

test('beam hardening darkens the middle and a band between the bones; a water correction leaves the band', async () => {
  const { off, curedOff } = await slicesOf('beam-hardening', 256);
  expect(off(0, 30) - off(0, 90)).toBeLessThan(-20);
  expect(off(0, 0)).toBeLessThan(-50);
  expect(Math.abs(curedOff(0, 30) - curedOff(0, 90))).toBeLessThan(5);
  expect(curedOff(0, 0)).toBeLessThan(-25);
});

test('scatter lowers the contrast of muscle', async () => {
  const { off } = await slicesOf('scatter', 256);
  expect(off(0, 0)).toBeLessThan(-150);
  // The muscle, and water as far from the axis.
  expect(off(0, 55) - (off(35, 42) + off(-35, 42)) / 2).toBeLessThan(-5);
});

test('metal darkens what lies between its pieces; its reduction removes that, and adds bands beside the bone', async () => {
  const { off, curedOff } = await slicesOf('metal', 320);
  expect(off(0, -50)).toBeLessThan(-150);
  expect(Math.abs(curedOff(0, -50))).toBeLessThan(20);
  // From the bone's edge to the titanium, where nothing but water is.
  const beside = (slice: typeof off) =>
    Math.max(...Array.from({ length: 12 }, (_, i) => slice(28 + 2 * i, 30 - 2 * i)));
  expect(beside(curedOff)).toBeGreaterThan(40);
  expect(beside(curedOff)).toBeGreaterThan(beside(off));
});

test('wide channels leave dark streaks that continue the long edges of bone', async () => {
  const { off, curedOff } = await slicesOf('partial-volume', 256);
  for (const x of [-65, -55, 55, 65]) {
    expect(off(x, -43)).toBeLessThan(-20);
    expect(off(x, -50)).toBeGreaterThan(off(x, -43) + 20);
    expect(Math.abs(curedOff(x, -43))).toBeLessThan(10);
  }
});

test('truncation lifts values inside, more so near the rim', async () => {
  const { off, curedOff } = await slicesOf('truncation', 256);
  expect(off(0, 0)).toBeGreaterThan(50);
  expect(off(0, 60)).toBeGreaterThan(2 * off(0, 0));
  for (const y of [0, 60]) expect(Math.abs(curedOff(0, y))).toBeLessThan(20);
});

test('a wrong axis makes a half circle of a point, open below', async () => {
  const { off, disturbed } = await slicesOf('wrong-axis', 140);
  const shiftMm = (physicsOf(disturbed.experiment.acquisition)!.detectorShift * 1.1 * 140) / 300;
  expect(shiftMm).toBeGreaterThan(3);
  // Above the pin, where the undisturbed slice has water, and not below; nor where the pin is.
  expect(off(0, shiftMm)).toBeGreaterThan(100);
  expect(off(0, -shiftMm)).toBeLessThan(50);
  expect(off(0, 0)).toBeLessThan(-100);
});

test.each([0.05, USUAL_STRENGTH, 1])(
  'readings are starved at a severity of %f, and never said not to be',
  async (strength) => {
    const { disturbed } = await slicesOf('starvation', 480, strength);
    const { experiment, starvedFraction } = disturbed;
    expect(starvationAdvice(starvedFraction!, physicsOf(experiment.acquisition)!, 300)?.ok).toBe(false);
  },
);

test('a faster scan leaves less than a tenth of what motion does', async () => {
  const { clean, disturbed, cured } = await slicesOf('motion', 420);
  const rms = ({ hu }: ArtefactSlice) => Math.hypot(...hu.map((value, i) => value - clean.hu[i]!));
  expect(rms(cured)).toBeLessThan(0.1 * rms(disturbed));
});
