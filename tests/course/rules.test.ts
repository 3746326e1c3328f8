import { expect, test } from 'vitest';
import { RULES } from '../../src/course/rules.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../src/experiment/subject.ts';

const input = parseExperimentInput({ version: 2, phantom: 'water-disk' });
const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));

/** What a rule says of an experiment. */
function said(rule: string, changes: object): number | null {
  return RULES.get(rule).of(resolveExperiment(parseExperimentInput({ ...input, ...changes }), subject));
}

const scan = { views: 60, channels: 101, channelSpacingMm: 2, arcDeg: 180 };

test('views are enough from π/2 times the pixels on', () => {
  // 402.1 of 256: Kak and Slaney (1988), section 5.1.
  expect(said('views-enough', { reconstruction: { grid: { pixels: 256, pixelSizeMm: 1 } } })).toBe(403);
});

test('about a bead no ray is told from the next up to V·Δu/π', () => {
  expect(said('clear-radius', { scan })).toBeCloseTo((60 * 2) / Math.PI, 10);
  expect(said('clear-radius', { scan: { ...scan, arcDeg: -180 } })).toBeCloseTo((60 * 2) / Math.PI, 10);
  expect(said('clear-radius', { scan: { ...scan, views: 120, arcDeg: 360 } })).toBeCloseTo((60 * 2) / Math.PI, 10);
  expect(said('clear-radius', { scan: { ...scan, geometry: 'fan', arcDeg: 360 } })).toBeNull();
});

test('channels tell one period on two of them', () => expect(said('channel-nyquist', { scan })).toBe(0.25));

test('a dead channel draws a ring as large as its lines are far from the axis', () => {
  const acquisition = { beam: { kind: 'monochromatic' }, deadChannels: [60] };
  expect(said('dead-channel-radius', { scan, acquisition })).toBe(20);
  expect(said('dead-channel-radius', { scan: { ...scan, offset: 4 }, acquisition })).toBe(12);
  expect(said('dead-channel-radius', { scan })).toBeNull();
});

test('an arc is as long either way, and half a turn is what parallel rays need', () => {
  expect(said('arc', { scan: { ...scan, arcDeg: -110 } })).toBe(110);
  expect(said('arc-needed', { scan })).toBe(180);
  const fan = { geometry: 'fan', detector: 'arc', sourceToIsocenterMm: 300, sourceToDetectorMm: 550 };
  // 101 channels of 2 mm on an arc of 550 mm.
  const fanDeg = ((101 * 2) / 550) * (180 / Math.PI);
  expect(said('arc-needed', { scan: { ...scan, ...fan, arcDeg: 360 } })).toBeCloseTo(180 + fanDeg, 0);
});

test('a window is black and white half its width from its level', () => {
  const display = { width: 400, level: 40 };
  expect([said('window-black', { display }), said('window-white', { display })]).toEqual([-160, 240]);
});

test('work is counted: one update for a pixel in a view', () => {
  const reconstruction = { grid: { pixels: 100, pixelSizeMm: 1 } };
  expect(said('updates', { scan, reconstruction })).toBeCloseTo(0.6, 12);
  expect(said('readings', { scan })).toBe(6060);
});
