import { describe, expect, test } from 'vitest';
import { findAxis } from '../../src/corrections/axis/find-axis.ts';
import { middleOfSway } from '../../src/corrections/axis/middle-of-mass.ts';
import type { Finding } from '../../src/corrections/correction.ts';
import type { DetectorRow } from '../../src/geometry/detector.ts';
import { type FanDetectorShape, scatteredFanScan } from '../../src/geometry/fan/fan-scan.ts';
import { scatteredScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { channelRays, type Scan } from '../../src/geometry/scan.ts';
import { seededRandom } from '../support/random.ts';
import { cpuOperators } from '../support/walk.ts';

/** An ellipse: centre, semi-axes, turn and value. */
type Ellipse = readonly [x: number, y: number, a: number, b: number, angleRad: number, value: number];

/** Anything but symmetric, in mm, within 62 mm of the axis. */
const HEAD: readonly Ellipse[] = [
  [3, -4, 45, 58, 0.1, 0.03],
  [3, -4, 41, 54, 0.1, -0.015],
  [-14, 8, 9, 20, 0.4, 0.006],
  [20, -22, 5, 4, 0, 0.02],
  [8, 30, 3, 3, 0, 0.03],
];

/** The chord through an ellipse of the line x·cosθ + y·sinθ = u (Kak & Slaney 1988, ch. 3, eq. 5), times its value. */
function readingOf(ellipses: readonly Ellipse[], thetaRad: number, uMm: number): number {
  let sum = 0;
  for (const [x, y, a, b, turn, value] of ellipses) {
    const angle = thetaRad - turn;
    const square = (a * Math.cos(angle)) ** 2 + (b * Math.sin(angle)) ** 2;
    const s = uMm - x * Math.cos(thetaRad) - y * Math.sin(thetaRad);
    if (s * s < square) sum += (2 * value * a * b * Math.sqrt(square - s * s)) / square;
  }
  return sum;
}

const degrees = (angles: Iterable<number>) => Float64Array.from(angles, (angle) => (angle * Math.PI) / 180);
const steps = (views: number, arcDeg: number, startDeg = 0) =>
  Float64Array.from({ length: views }, (_, v) => startDeg + (v * arcDeg) / views);

interface Setting {
  readonly anglesDeg: Iterable<number>;
  readonly fan?: FanDetectorShape;
  readonly detector?: Partial<DetectorRow>;
  /** How far the axis truly stands beyond the detector's `offset`, in channels. */
  readonly beyond: number;
  readonly ellipses?: readonly Ellipse[];
  /** What some channels read in all views. */
  readonly dead?: Readonly<Record<number, number>>;
  /** Standard deviation of what is added to each reading. */
  readonly noise?: number;
}

/** What the finder makes of readings taken with a detector that truly stands elsewhere than the scan says. */
async function found({
  anglesDeg,
  fan,
  detector,
  beyond,
  ellipses = HEAD,
  noise = 0,
  dead = {},
}: Setting): Promise<Finding> {
  const given = { channels: 101, channelSpacingMm: fan ? 2.4 : 1.4, offset: 0, ...detector };
  const machine = { ...given, detector: fan ?? 'arc', sourceToIsocenterMm: 400, sourceToDetectorMm: 700 };
  const scanWith = (offset: number): Scan =>
    fan
      ? scatteredFanScan(degrees(anglesDeg), { ...machine, offset })
      : scatteredScan(degrees(anglesDeg), { ...given, offset });
  const scan = scanWith(given.offset);
  const rays = channelRays(scanWith(given.offset + beyond));
  const random = seededRandom(5);
  // Twelve uniform numbers have the variance 1.
  const gauss = () => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
  const readings = new Float32Array(scan.anglesRad.length * scan.channels);
  scan.anglesRad.forEach((beta, view) => {
    for (let k = 0; k < scan.channels; k++) {
      const reading = readingOf(ellipses, beta - rays.fanAngleRad[k]!, rays.distanceMm[k]!);
      readings[view * scan.channels + k] = dead[k] ?? reading + (noise > 0 ? noise * gauss() : 0);
    }
  });
  const operators = cpuOperators();
  const sinogram = await operators.upload(readings, scan.anglesRad.length, scan.channels);
  return findAxis(operators, sinogram, scan);
}

describe('the axis is found', () => {
  const endpoint = Float64Array.from({ length: 121 }, (_, v) => 3 * v);
  const rounded = Float64Array.from({ length: 175 }, (_, v) => Number(((v * 360) / 175).toFixed(3)));
  const golden = Float64Array.from({ length: 233 }, (_, v) => (v * 111.246117975) % 360);
  const goldenHalf = Float64Array.from({ length: 180 }, (_, v) => (v * 111.246117975) % 180);
  const narrow = { channels: 51 };
  // The cubic through views follows edges of a ray's sharpness, which wander by up to a channel from view to view, no better.
  const seam = 0.2;
  // Without a signal, or as if nothing came through.
  const dead = { 30: 0, 60: 13.8, 90: 13.8 };
  const gap = { 31: 0, 32: 0, 33: 0 };
  // The largest reading is 1.94.
  const noise = 0.02;

  test.each<[string, Setting, number]>([
    ['over a turn', { anglesDeg: steps(120, 360), beyond: -3 }, 0.01],
    ['over a turn, most of the detector on one side', { anglesDeg: steps(120, 360), beyond: 33.4 }, 0.02],
    ['over a turn, expected there', { anglesDeg: steps(120, 360), detector: { offset: 30 }, beyond: 3.4 }, 0.02],
    ['over a turn, in few views', { anglesDeg: steps(9, 360), beyond: 4.3 }, 0.15],
    [
      'over a turn, by a detector narrower than the object',
      { anglesDeg: steps(120, 360), detector: narrow, beyond: 4.4 },
      0.02,
    ],
    ['over a turn with its end', { anglesDeg: endpoint, detector: narrow, beyond: 2 }, 0.02],
    ['over a turn of rounded angles', { anglesDeg: rounded, detector: narrow, beyond: 2 }, 0.02],
    ['over a turn, clockwise', { anglesDeg: steps(120, -360, 70), beyond: -3 }, 0.01],
    ['over two turns', { anglesDeg: steps(201, 720), detector: narrow, beyond: 2.2 }, 0.02],
    ['of golden angles over a turn', { anglesDeg: golden, detector: narrow, beyond: 2 }, 0.05],
    ['over a turn, in noise', { anglesDeg: steps(120, 360), detector: narrow, beyond: -3.3, noise }, 0.1],
    ['over half a turn', { anglesDeg: steps(60, 180), beyond: -3.3 }, 0.01],
    ['over half a turn, in eight views', { anglesDeg: steps(8, 180), beyond: -3.3 }, 0.02],
    ['over half a turn, in noise', { anglesDeg: steps(180, 180), beyond: 2.6, noise }, 0.1],
    [
      'over half a turn, most of the detector on one side',
      { anglesDeg: steps(180, 180), detector: { channels: 150 }, beyond: 50.3 },
      0.02,
    ],
    [
      'over half a turn, by a detector narrower than the object',
      { anglesDeg: steps(180, 180), detector: narrow, beyond: 2 },
      seam,
    ],
    ['over half a turn, from 130°', { anglesDeg: steps(180, 180, 130), detector: narrow, beyond: -5.7 }, seam],
    ['over half a turn with its end', { anglesDeg: steps(181, 181), detector: narrow, beyond: -5.7 }, seam],
    ['over three quarters of a turn, cut off', { anglesDeg: steps(270, 270), detector: narrow, beyond: -5.7 }, 0.03],
    ['of golden angles over half a turn, cut off', { anglesDeg: goldenHalf, detector: narrow, beyond: 2 }, 0.1],
    [
      'over half a turn, cut off and in noise',
      { anglesDeg: steps(360, 180), detector: narrow, beyond: 2, noise: 0.005 },
      0.3,
    ],
    ['over half a turn, with dead channels', { anglesDeg: steps(180, 180), beyond: 6, dead }, 0.05],
    [
      'over half a turn, cut off and with dead channels',
      { anglesDeg: steps(180, 180), detector: narrow, beyond: 2, dead: gap },
      seam,
    ],
    ['over a turn, with dead channels', { anglesDeg: steps(120, 360), beyond: 6, dead }, 0.05],
    ['of a fan with dead channels', { anglesDeg: steps(120, 360), fan: 'arc', beyond: 2, dead: gap }, 0.1],
    ['of a fan on an arc', { anglesDeg: steps(120, 360), fan: 'arc', beyond: -3.3 }, 0.02],
    ['of a flat fan', { anglesDeg: steps(120, 360), fan: 'flat', beyond: 4.6 }, 0.02],
    [
      'of a half fan',
      { anglesDeg: steps(180, 360), fan: 'flat', detector: { channels: 70, offset: -25 }, beyond: 2.3 },
      0.05,
    ],
    [
      'of a fan, clockwise with its end',
      { anglesDeg: endpoint.toReversed(), fan: 'arc', detector: narrow, beyond: 2 },
      0.05,
    ],
    ['of a fan in noise', { anglesDeg: steps(180, 360), fan: 'arc', detector: narrow, beyond: 2, noise }, 0.1],
  ])('%s', async (_, setting, within) => {
    const { shift } = await found(setting);
    expect(Math.abs(shift! - setting.beyond)).toBeLessThan(within);
  }); // prettier-ignore

  test('on a long detector, searched coarsely at first', async () => {
    const detector = { channels: 2000, channelSpacingMm: 0.07 };
    for (const beyond of [-3.3, 311.2]) {
      const { shift } = await found({ anglesDeg: steps(90, 360), detector, beyond });
      expect(Math.abs(shift! - beyond)).toBeLessThan(0.1);
    }
  });
});

describe('the axis is unknown, and it is said why', () => {
  const narrow = { channels: 31 };
  const water: readonly Ellipse[] = [[0, 0, 90, 90, 0, 0.02]];
  const rods = Array.from({ length: 21 }, (_, i): Ellipse => [0, 8.4 * (i - 10), 1.5, 1.5, 0, 0.1]);

  test.each<[string, Setting, RegExp]>([
    ['in few views', { anglesDeg: steps(7, 360), beyond: 2 }, /needs at least 8 views/],
    ['over less than half a turn', { anglesDeg: steps(60, 170), beyond: 2 }, /needs views over 180°/],
    ['over half a turn of a fan', { anglesDeg: steps(60, 200), fan: 'arc', beyond: 2 }, /needs a full turn of the fan/],
    ['of nothing', { anglesDeg: steps(60, 360), ellipses: [], beyond: 2 }, /hardly vary/],
    [
      'of noise',
      { anglesDeg: steps(90, 180), detector: narrow, ellipses: [], noise: 1, beyond: 2 },
      /at no position|several positions|hardly/,
    ],
    [
      'of noise over a turn',
      { anglesDeg: steps(90, 360), detector: narrow, ellipses: [], noise: 1, beyond: 2 },
      /at no position|several positions|almost equally/,
    ],
    [
      'in the middle of water, in noise',
      { anglesDeg: steps(90, 180), detector: narrow, ellipses: water, noise: 0.05, beyond: 2 },
      /at no position|several positions|almost equally/,
    ],
    [
      'with the axis off the detector',
      { anglesDeg: steps(120, 360), detector: narrow, beyond: 21 },
      /at no position|several positions|almost equally/,
    ],
    [
      'in half a turn of few views, cut off',
      { anglesDeg: steps(10, 180), detector: narrow, ellipses: [...HEAD, ...rods], beyond: 2 },
      /at no position|several positions|almost equally/,
    ],
  ])('%s', async (_, setting, why) => {
    const finding = await found(setting);
    expect(finding.shift).toBeNull();
    expect(finding.why).toMatch(why);
  }); // prettier-ignore
});

describe('what values sway about', () => {
  test.each([
    [Math.PI, 12],
    [2 * Math.PI, 7],
    [1.2 * Math.PI, 30],
  ])('is exact over %s rad in %s views', (arcRad, views) => {
    const angles = Float64Array.from({ length: views }, (_, v) => 0.4 + (v * arcRad) / views);
    const values = angles.map((angle) => 5.25 + 8 * Math.cos(angle) - 3 * Math.sin(angle));
    expect(middleOfSway(angles, values)).toBeCloseTo(5.25, 9);
  });

  test('is not a number where a view is empty', () => {
    expect(middleOfSway(Float64Array.of(0, 1, 2, 3), Float64Array.of(1, Number.NaN, 1, 2))).toBeNaN();
  });
});
