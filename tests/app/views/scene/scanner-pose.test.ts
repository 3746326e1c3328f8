import { describe, expect, test } from 'vitest';
import { type Place, pixelRay, scannerPose, sourcePath } from '../../../../src/app/views/scene/scanner-pose.ts';
import { coneArcScan } from '../../../../src/geometry/cone/cone-scan.ts';
import { seenAt } from '../../../../src/geometry/lowered-scan.ts';
import { arcScan } from '../../../../src/geometry/parallel/parallel-scan.ts';
import { loweredScan } from '../../../../src/geometry/scan.ts';
import { tomosynthesisArcScan } from '../../../../src/geometry/tomosynthesis/tomosynthesis-scan.ts';

const [D, R] = [570, 1040];
const machine = {
  ...{ sourceToIsocenterMm: D, sourceToDetectorMm: R, channels: 31, channelSpacingMm: 4, offset: 1.25 },
  ...{ rows: 12, rowSpacingMm: 6, rowOffset: -0.5, pitchMm: 90, startZMm: -20 },
};
const arc = { views: 40, startRad: 0.3, arcRad: 2 * Math.PI };
const near = (place: Place, ...wanted: number[]) => {
  for (const [i, mm] of place.entries()) expect(mm).toBeCloseTo(wanted[i]!, 9);
};

/** As docs/conventions.md writes it: β, the source's height and a panel's u and v, which grow along (cosβ, sinβ) and z. */
function byTheBook(view: number) {
  const beta = arc.startRad + (view * arc.arcRad) / arc.views;
  const [cosine, sine] = [Math.cos(beta), Math.sin(beta)];
  const zMm = machine.startZMm + (machine.pitchMm * (beta - arc.startRad)) / (2 * Math.PI);
  const u = (edge: number) => (edge - machine.channels / 2 - machine.offset) * machine.channelSpacingMm;
  const v = (edge: number) => (edge - machine.rows / 2 - machine.rowOffset) * machine.rowSpacingMm;
  return { cosine, sine, zMm, u, v };
}

describe('where source and detector stand', () => {
  test('a flat panel is opposite the source, its channels along (cosβ, sinβ) and its rows along z', () => {
    const scan = loweredScan(coneArcScan(arc, { ...machine, detector: 'flat' }));
    for (const view of [0, 13, 39]) {
      const { cosine, sine, zMm, u, v } = byTheBook(view);
      const pose = scannerPose(scan, machine.channelSpacingMm, view, 100);
      near(pose.source!, D * sine, -D * cosine, zMm);
      expect(pose.detector).toHaveLength(2);
      for (const [edge, at] of [
        [0, 0],
        [machine.channels, 1],
      ] as const) {
        const [x, y] = [u(edge) * cosine - (R - D) * sine, u(edge) * sine + (R - D) * cosine];
        near(pose.detector[at]!.low, x, y, zMm + v(0));
        near(pose.detector[at]!.high, x, y, zMm + v(machine.rows));
      }
      for (const place of pose.beamFrom) near(place, ...pose.source!);
    }
  });

  test('a cylinder stands about the source, its channels along the arc', () => {
    const scan = loweredScan(coneArcScan(arc, { ...machine, detector: 'arc' }));
    const { cosine, sine, zMm, u, v } = byTheBook(7);
    const { detector } = scannerPose(scan, machine.channelSpacingMm, 7, 100);
    const pieces = detector.length - 1;
    for (const piece of [0, 11, pieces]) {
      const gamma = u((piece / pieces) * machine.channels) / R;
      const [across, along] = [R * Math.sin(gamma), R * Math.cos(gamma) - D];
      near(
        detector[piece]!.high,
        across * cosine - along * sine,
        across * sine + along * cosine,
        zMm + v(machine.rows),
      );
    }
  });

  test('what is back-projected sees the detector’s corners at its outermost channels and rows', () => {
    for (const detector of ['flat', 'arc'] as const) {
      const scan = loweredScan(coneArcScan(arc, { ...machine, detector }));
      const pose = scannerPose(scan, machine.channelSpacingMm, 21, 100);
      const at = ([xMm, yMm, zMm]: Place) => seenAt(scan, 21, { xMm, yMm, zMm });
      expect(at(pose.detector[0]!.low).channel).toBeCloseTo(-0.5, 9);
      expect(at(pose.detector.at(-1)!.high).channel).toBeCloseTo(machine.channels - 0.5, 9);
      expect(at(pose.detector[0]!.low).row).toBeCloseTo(-0.5, 9);
      expect(at(pose.detector.at(-1)!.high).row).toBeCloseTo(machine.rows - 0.5, 9);
    }
  });

  test('parallel rays come from no source, and run across the axis as far as they are drawn', () => {
    const scan = loweredScan(
      arcScan({ views: 4, startRad: 0, arcRad: Math.PI }, { channels: 10, channelSpacingMm: 2, offset: 0 }),
    );
    const pose = scannerPose(scan, 2, 1, 50);
    expect(pose.source).toBeNull();
    expect(sourcePath(scan)).toBeNull();
    const half = Math.SQRT1_2;
    // θ = 45°: u along (cosθ, sinθ), rays towards (−sinθ, cosθ).
    near(pose.detector[1]!.low, (10 - 50) * half, (10 + 50) * half, -1);
    near(pose.beamFrom[3], (10 + 50) * half, (10 - 50) * half, 1);
  });

  test('the way of the source closes after a whole turn on a circle, and on no helix and no part of a turn', () => {
    const path = (pitchMm: number, arcRad: number) =>
      sourcePath(loweredScan(coneArcScan({ ...arc, arcRad }, { ...machine, pitchMm, detector: 'flat' })))!;
    expect(path(0, 2 * Math.PI).isClosed).toBe(true);
    expect(path(90, 2 * Math.PI).isClosed).toBe(true);
    expect(path(300, 2 * Math.PI).isClosed).toBe(false);
    expect(path(0, Math.PI).isClosed).toBe(false);
    expect(path(0, 2 * Math.PI).places).toHaveLength(40);
  });
});

test('the ray of a pixel runs from the source to where that pixel is', () => {
  const scan = loweredScan(coneArcScan(arc, { ...machine, detector: 'flat' }));
  const { cosine, sine, zMm, u, v } = byTheBook(5);
  const [from, to] = pixelRay(scan, machine.channelSpacingMm, 5, { channel: 3, row: 2 }, 100);
  near(from, D * sine, -D * cosine, zMm);
  const [across, along] = [u(3.5), R - D];
  near(to, across * cosine - along * sine, across * sine + along * cosine, zMm + v(2.5));
});

test('the panel of a tomosynthesis scan stays below the pivot while its source swings above it', () => {
  const { channels, channelSpacingMm, rows, rowSpacingMm } = {
    channels: 30,
    channelSpacingMm: 4,
    rows: 20,
    rowSpacingMm: 3,
  };
  const scan = loweredScan(
    tomosynthesisArcScan(
      { views: 5, startRad: -0.4, arcRad: 1 },
      {
        ...{ sourceToIsocenterMm: 600, sourceToDetectorMm: 660, channels, channelSpacingMm, offset: 0 },
        ...{ rows, rowSpacingMm, rowOffset: 0, panel: 'stationary' },
      },
    ),
  );
  for (const view of [0, 4]) {
    const beta = -0.4 + view * 0.2;
    const pose = scannerPose(scan, channelSpacingMm, view, 100);
    near(pose.source!, 600 * Math.sin(beta), 0, 600 * Math.cos(beta));
    near(pose.detector[0]!.low, -60, -30, -60);
    near(pose.detector[1]!.high, 60, 30, -60);
  }
});
