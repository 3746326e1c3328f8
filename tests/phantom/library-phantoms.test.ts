import { describe, expect, test } from 'vitest';
import { squareGrid } from '../../src/geometry/grid.ts';
import { arcScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { scanShapes } from '../../src/kernels/scan-shapes/plain.ts';
import { hounsfieldFromMu } from '../../src/phantom/attenuation.ts';
import { PHANTOM_NAMES } from '../../src/phantom/library.ts';
import { referenceMuPerMm } from '../../src/phantom/material-attenuation.ts';
import { shapePhantom } from '../../src/phantom/phantom-file.ts';
import { rasterShapes } from '../../src/phantom/raster-shapes.ts';
import { RayProfile } from '../../src/phantom/ray-profile.ts';
import { libraryPhantom } from '../support/library-phantom.ts';
import { pointPhantom, valueAt } from '../support/point-phantom.ts';
import { sampledTruth } from '../support/sampled-truth.ts';

const WATER = 0.02059;
const circle = (radius: number) => Math.PI * radius ** 2;
const mu = referenceMuPerMm;

/** Area of an ellipse cut by half-planes (normal in degrees, distance from its centre), by adding up thin columns. */
function cutEllipseArea(a: number, b: number, planes: readonly (readonly [number, number])[]): number {
  const columns = 20_000;
  let area = 0;
  for (let i = 0; i < columns; i++) {
    // Columns crowd towards the ends, where the ellipse is steep.
    const phase = ((i + 0.5) / columns) * Math.PI;
    const x = -a * Math.cos(phase);
    let top = b * Math.sin(phase);
    let bottom = -top;
    for (const [normalDeg, distance] of planes) {
      const [nx, ny] = [Math.cos((normalDeg * Math.PI) / 180), Math.sin((normalDeg * Math.PI) / 180)];
      if (Math.abs(ny) < 1e-9) {
        if (nx * x > distance) top = bottom;
      } else if (ny > 0) top = Math.min(top, (distance - nx * x) / ny);
      else bottom = Math.max(bottom, (distance - nx * x) / ny);
    }
    area += Math.max(0, top - bottom) * a * Math.sin(phase) * (Math.PI / columns);
  }
  return area;
}

/** Of the dots of the FORBILD head's left ear, by the publication. */
const LEFT_EAR_WIDTHS_CM = [0.0357, 0.0312, 0.0278, 0.025];

/** Σ area · value of the FORBILD head, from the publication's tables; lengths there in cm. */
function forbildMass(): number {
  const ellipses = [
    [9.6, 12, 1.8],
    [1.79989, 1.79989, 0.01],
    [1.79989, 1.79989, 0.01],
    [1.8, 3, -1.05],
    [0.41633, 1.17425, 0.75],
    [0.41633, 1.17425, 0.75],
    [1.8, 0.24, 0.75],
    [1.8, 0.24, 0.75],
    [1.8, 3.6, -0.005],
    [1.2, 0.42, 0.005],
  ] as const;
  const whole = ellipses.reduce((sum, [a, b, value]) => sum + Math.PI * a * b * value, 0);
  const y016b = -14.294530834372887;
  const cut =
    -0.75 * cutEllipseArea(9, 11.4, [[0, 8.8874]]) +
    0.75 * (2 * 1.2 * 2 * 0.27884) +
    1.8 * (2 * 0.2 * 2 * 0.60687) +
    0.75 *
      cutEllipseArea(9, 11.4, [
        [15, -2.605],
        [165, -2.605],
        [90, -10.71177],
      ]) +
    0.75 * cutEllipseArea(0.443194085308632, 3.892760834372886, [[270, y016b + 10.71177]]) +
    0.75 * cutEllipseArea(4.2, 1.8, [[0, -0.2126]]);
  const airCells = -1.8 * 53 * circle(0.15);
  // The left ear: four blocks of a column of five dots for each width.
  const dots = 0.75 * LEFT_EAR_WIDTHS_CM.reduce((sum, width) => sum + 4 * 5 * circle(width / 2), 0);
  return (whole + cut + airCells + dots) * 100 * WATER;
}

/** Integral over the plane in value × mm², from the numbers that the literature or `source` states. */
const MASSES: readonly (readonly [name: string, mass: number])[] = [
  ['water-disk', circle(100) * WATER],
  ['point', circle(0.5) * 20 * WATER],
  ['ct-number-module', WATER * (circle(75) + (circle(6) * (15 - 35 - 100 - 200 - 1000 + 990 + 340 + 120)) / 1000)],
  [
    'ct-number-plastics',
    mu('water') * (circle(75) - 8 * circle(6)) +
      circle(6) *
        (['air', 'air', 'pmp', 'ldpe', 'polystyrene', 'pmma', 'delrin', 'ptfe'] as const).reduce(
          (sum, name) => sum + mu(name),
          0,
        ),
  ],
  [
    'low-contrast',
    WATER * (circle(100) + (circle(1.5) * 14 + circle(2.5) * 7 + circle(3.5) * 5 + circle(5) * 3) / 1000),
  ],
  [
    'hip-with-metal',
    mu('water') * (Math.PI * 150 * 100 - circle(20) - circle(10) - circle(5)) +
      mu('cortical-bone') * circle(20) +
      mu('titanium') * circle(10) +
      mu('iron') * circle(5),
  ],
  [
    'water-with-bones',
    mu('water') * (circle(100) - 4 * circle(15)) + (mu('cortical-bone') + mu('muscle')) * 2 * circle(15),
  ],
  ['bone-plates', mu('water') * (circle(100) - 3 * 80 * 14) + mu('cortical-bone') * 3 * 80 * 14],
  ['pins', WATER * (circle(60) + 21 * 3 * circle(0.6))],
  ['thin-wire', mu('water') * (circle(75) - circle(0.1)) + mu('iron') * circle(0.1)],
  // 36 sectors of 5° make half a disk.
  ['siemens-star', WATER * (circle(100) + circle(90) / 2)],
  // Half a disk of radius 60 and the strip of 10 mm beside it: r²·acos(−d/r) + d·√(r² − d²).
  ['slanted-edge', WATER * (circle(100) + 3600 * Math.acos(-1 / 6) + 10 * Math.sqrt(3500))],
  [
    'line-pairs',
    mu('water') * circle(75) +
      (mu('aluminium') - mu('water')) *
        Array.from({ length: 21 }, (_, i) => 4 * 8 * (5 / (i + 1))).reduce((sum, area) => sum + area, 0),
  ],
  [
    'derenzo-rods',
    0.1 * circle(108) +
      0.9 *
        // Rows of 1, 2, 3 … rods, as many as fit.
        [
          [4, 12],
          [5, 9],
          [6, 8],
          [7, 7],
          [9, 5],
          [11, 4],
        ].reduce((sum, [diameter, rows]) => sum + ((rows! * (rows! + 1)) / 2) * circle(diameter! / 2), 0),
  ],
  ['forbild-head', forbildMass()],
];

describe.each(MASSES)('%s', (name, mass) => {
  test('has its mass in every view', () => {
    const phantom = shapePhantom(libraryPhantom(name));
    // Chords end like √ of the distance to the rim, so their sum errs by some ¼·(spacing/radius)^1.5 of a disk: by some
    // 10⁻⁵ of the bodies, and by up to 8·10⁻³ of a disk of 1 mm alone.
    const channelSpacingMm = 0.05;
    const channels = Math.ceil((phantom.fieldSizeMm * Math.SQRT2) / channelSpacingMm);
    const scan = arcScan({ views: 3, startRad: 0.1, arcRad: Math.PI }, { channels, channelSpacingMm, offset: 0.3 });
    const views = scanShapes(phantom, scan, { from: 0, to: 3 });
    for (let view = 0; view < 3; view++) {
      const sum = views.subarray(view * channels, (view + 1) * channels).reduce((total, value) => total + value, 0);
      expect(Math.abs((sum * channelSpacingMm) / mass - 1)).toBeLessThan(name === 'point' ? 8e-3 : 2e-5);
    }
  });
});

test('every phantom is compared with its mass, but for the heads and bodies whose parts overlap', () => {
  const others = PHANTOM_NAMES.filter((name) => !MASSES.some(([held]) => held === name));
  // The two additive heads are compared with theirs in library.test.ts.
  expect(others).toEqual(['shepp-logan-1974', 'shepp-logan-modified', 'shepp-logan-materials', 'thorax', 'shoulders']);
});

describe.each(PHANTOM_NAMES)('%s', (name) => {
  const phantom = shapePhantom(libraryPhantom(name));
  const points = pointPhantom(name);

  test('is the average of 8 × 8 plain point samples', () => {
    const pixels = 150;
    const pixelSize = phantom.fieldSizeMm / pixels;
    const raster = rasterShapes(phantom, squareGrid(pixels, pixelSize), 0, pixels);
    const truth = sampledTruth(points.shapes, points.composition, { rows: pixels, columns: pixels, pixelSize });
    const step = Math.max(...points.shapes.map(({ value }) => Math.abs(value)));
    let off = 0;
    truth.forEach((value, i) => {
      if (Math.abs(raster[i]! - value) > 1e-6 * step) off++;
    });
    // A sample within rounding of a boundary may fall to either side: seldom.
    expect(off).toBeLessThanOrEqual(truth.length / 1000);
  });

  test('fits into its field with every view’s integral the same', () => {
    // Beyond the field there is nothing, so each view holds all of the phantom.
    const half = phantom.fieldSizeMm / 2;
    for (let t = -1; t <= 1; t += 0.01) {
      for (const [x, y] of [
        [half, t * half],
        [-half, t * half],
        [t * half, half],
        [t * half, -half],
      ] as const) {
        expect(valueAt(points, x, y)).toBe(0);
      }
    }
    const channels = 2999;
    const channelSpacingMm = (phantom.fieldSizeMm * Math.SQRT2) / channels;
    const scan = arcScan({ views: 4, startRad: 0.2, arcRad: Math.PI }, { channels, channelSpacingMm, offset: 0 });
    const views = scanShapes(phantom, scan, { from: 0, to: 4 });
    const sums = [0, 1, 2, 3].map((view) =>
      views.subarray(view * channels, (view + 1) * channels).reduce((a, b) => a + b, 0),
    );
    // The same error as above, of both views, at a coarser spacing.
    for (const sum of sums) expect(Math.abs(sum / sums[0]! - 1)).toBeLessThan(name === 'point' ? 0.03 : 1e-4);
  });
});

/** HU of the engine's raster around a place, on half-millimetre pixels. */
function hounsfieldAt(name: string): (x: number, y: number) => number {
  const phantom = shapePhantom(libraryPhantom(name));
  const pixels = 2 * Math.ceil(phantom.fieldSizeMm);
  const image = rasterShapes(phantom, squareGrid(pixels, 0.5), 0, pixels);
  return (x, y) =>
    hounsfieldFromMu(image[Math.floor(pixels / 2 - y / 0.5) * pixels + Math.floor(pixels / 2 + x / 0.5)]!);
}

test('the FORBILD head at places of its drawing, in HU', () => {
  const at = hounsfieldAt('forbild-head');
  for (const [x, y, hounsfield, what] of [
    [40, 0, 50, 'brain, 1.05'],
    [0, 117, 800, 'skull, 1.8'],
    [94, 0, 800, 'skull beside the ear'],
    [47, 43, 60, 'eye, 1.06'],
    [-47, 43, 60, 'eye'],
    [-10.8, -90, 52.5, 'brighter lesion'],
    [10.8, -90, 47.5, 'darker lesion'],
    [0, 75, -1000, 'sinus'],
    [0, 96, 800, 'bone in the sinus'],
    [5, 96, -1000, 'beside it'],
    [0, 36, 800, 'bone between the eyes'],
    [0, 40, 50, 'above it'],
    [0, -36, 45, 'ventricle, 1.045'],
    [63.9, -63.9, 55, 'haematoma, 1.055'],
    [0, -110, 800, 'occipital protuberance'],
    [0, -105, 800, 'its tip'],
    [0, -103, 50, 'beyond the tip'],
    [6, -107, 50, 'beside it'],
    [88, 0, -1000, 'the outermost air cell'],
    [56, 0, -1000, 'the innermost air cell'],
    [51, 0, 800, 'ear before the first cell'],
    [82, 3.46, -1000, 'an air cell of the second row'],
    [-75, 0, 50, 'no such ear on the other side'],
  ] as const) {
    expect(at(x, y), what).toBeCloseTo(hounsfield, 2);
  }
});

test('the left ear of the FORBILD head has columns of twenty dots of bone, each as wide as published', () => {
  const phantom = shapePhantom(libraryPhantom('forbild-head'));
  const along = (xMm: number) => {
    const scan = arcScan(
      { views: 1, startRad: 0, arcRad: Math.PI },
      { channels: 1, channelSpacingMm: 1, offset: -xMm },
    );
    return scanShapes(phantom, scan, { from: 0, to: 1 })[0]! / WATER;
  };
  LEFT_EAR_WIDTHS_CM.forEach((widthCm, column) => {
    const xMm = -70 + 0.8 * column;
    // Between the columns there is none. What the skull's chord bends by over 0.4 mm is 0.01 mm.
    const dots = along(xMm) - (along(xMm - 0.4) + along(xMm + 0.4)) / 2;
    expect(Math.abs(dots - 0.75 * 20 * 10 * widthCm)).toBeLessThan(0.02);
  });
  const points = pointPhantom('forbild-head');
  const at = (xMm: number, yMm: number) => valueAt(points, xMm, yMm) / WATER;
  for (const block of [-10, -5.2, -0.4, 4.4]) {
    LEFT_EAR_WIDTHS_CM.forEach((widthCm, column) => {
      for (let dot = 0; dot < 5; dot++) {
        const yMm = block + 20 * widthCm * dot;
        expect(at(-70 + 0.8 * column, yMm)).toBeCloseTo(1.8, 9);
        expect(at(-70 + 0.8 * column, yMm + 10 * widthCm)).toBeCloseTo(1.05, 9);
      }
    });
  }
});

test('the bars of the line pairs are as wide as their gaps, 5 mm over lp/cm, clockwise from the top', () => {
  const phantom = shapePhantom(libraryPhantom('line-pairs'));
  const profile = new RayProfile(phantom);
  const file = libraryPhantom('line-pairs');
  const found: number[] = [];
  for (let linePairs = 1; linePairs <= 21; linePairs++) {
    const bars = file.shapes.filter(({ label }) => label === `${linePairs} lp/cm`);
    const centre = bars
      .map((bar) => (bar.type === 'rectangle' ? [bar.x, bar.y] : []))
      .reduce(([sumX, sumY], [x, y]) => [sumX! + x! / bars.length, sumY! + y! / bars.length], [0, 0]);
    expect(Math.hypot(centre[0]!, centre[1]!)).toBeCloseTo(45, 4);
    const angle = Math.atan2(centre[1]!, centre[0]!);
    found.push((angle * 180) / Math.PI);
    const stretches: [number, number][] = [];
    const ray = {
      originXMm: centre[0]!,
      originYMm: centre[1]!,
      directionX: -Math.sin(angle),
      directionY: Math.cos(angle),
    };
    profile.visit(ray, (enter, exit, value) => {
      // Those of this group; the next groups stand beyond the gap between groups.
      const reach = (7 * 5) / linePairs / 2 + 1;
      if (value > 2 * WATER && Math.abs(enter) < reach && Math.abs(exit) < reach) stretches.push([enter, exit]);
    });
    stretches.sort(([a], [b]) => a - b);
    expect(stretches).toHaveLength(4);
    stretches.forEach(([enter, exit], i) => {
      expect(exit - enter).toBeCloseTo(5 / linePairs, 4);
      if (i > 0) expect(enter - stretches[i - 1]![1]).toBeCloseTo(5 / linePairs, 4);
    });
  }
  expect(found[0]).toBeCloseTo(90, 3);
  found.slice(1).forEach((angle, i) => {
    const turned = (((found[i]! - angle) % 360) + 360) % 360;
    // From one group to the next, clockwise: no further than half of the first group and half of the second ask for.
    expect(turned).toBeGreaterThan(5);
    expect(turned).toBeLessThan(50);
  });
});

test('phantoms of materials show their CT numbers at their own places', () => {
  const hip = hounsfieldAt('hip-with-metal');
  const ofMaterial = (...given: Parameters<typeof mu>) => 1000 * (mu(...given) / WATER - 1);
  expect(hip(0, 0)).toBeCloseTo(0, 3);
  expect(hip(0, 60)).toBeCloseTo(ofMaterial('cortical-bone'), 2);
  expect(hip(75, -50)).toBeCloseTo(ofMaterial('titanium'), 1);
  expect(hip(-75, -50)).toBeCloseTo(ofMaterial('iron'), 1);
  const thorax = hounsfieldAt('thorax');
  expect(thorax(196, 0)).toBeCloseTo(ofMaterial('adipose'), 3);
  expect(thorax(-150, 0)).toBeCloseTo(ofMaterial('lung'), 3);
  expect(thorax(20, 14)).toBeCloseTo(ofMaterial('blood'), 3);
  expect(thorax(-20, 14)).toBeCloseTo(ofMaterial('muscle'), 3);
  // What tells right from left and front from back.
  expect(thorax(26, -40)).toBeCloseTo(ofMaterial('blood'), 3);
  expect(thorax(-125, 22)).toBeCloseTo(ofMaterial('soft-tissue'), 3);
  expect(thorax(125, 22)).toBeCloseTo(ofMaterial('lung'), 3);
  expect(thorax(0, -58)).toBeCloseTo(ofMaterial('compact-bone', 0.5), 3);
  expect(thorax(0, 80)).toBeCloseTo(ofMaterial('compact-bone', 0.7), 3);
  const shoulders = hounsfieldAt('shoulders');
  expect(shoulders(220, 0)).toBeCloseTo(ofMaterial('adipose'), 3);
  expect(shoulders(-60, 0)).toBeCloseTo(ofMaterial('muscle'), 3);
  expect(shoulders(165, 0)).toBeCloseTo(ofMaterial('compact-bone', 0.6), 2);
  expect(shoulders(-187, 0)).toBeCloseTo(ofMaterial('cortical-bone', 0.8), 2);
  expect(shoulders(0, 32)).toBeCloseTo(ofMaterial('air'), 3);
  expect(shoulders(0, -36)).toBeCloseTo(0, 3);
  const bones = hounsfieldAt('water-with-bones');
  expect(bones(0, 0)).toBeCloseTo(0, 3);
  expect(bones(50, 0)).toBeCloseTo(ofMaterial('cortical-bone'), 2);
  expect(bones(0, -55)).toBeCloseTo(ofMaterial('muscle'), 3);
  const plates = hounsfieldAt('bone-plates');
  expect(plates(-8, 33)).toBeCloseTo(ofMaterial('cortical-bone'), 2);
  expect(plates(8, 7)).toBeCloseTo(0, 3);
  const plastics = hounsfieldAt('ct-number-plastics');
  (['air', 'pmp', 'ldpe', 'polystyrene', 'air', 'pmma', 'delrin', 'ptfe'] as const).forEach((name, i) => {
    const [x, y] = [57 * Math.cos((i * Math.PI) / 4), 57 * Math.sin((i * Math.PI) / 4)];
    expect(plastics(x, y)).toBeCloseTo(ofMaterial(name), 2);
  });
  const head = hounsfieldAt('shepp-logan-materials');
  expect(head(0, 116)).toBeCloseTo(ofMaterial('cortical-bone'), 2);
  expect(head(0, -40)).toBeCloseTo(ofMaterial('brain'), 3);
  expect(head(28, 0)).toBeCloseTo(0, 3);
  expect(head(0, 50)).toBeCloseTo(ofMaterial('brain', 1.01), 3);
});

test('the low-contrast rods are where their source says, in HU', () => {
  const at = hounsfieldAt('low-contrast');
  [
    [45, 14],
    [135, 7],
    [225, 5],
    [315, 3],
  ].forEach(([angleDeg, hounsfield]) => {
    const angle = (angleDeg! * Math.PI) / 180;
    expect(at(50 * Math.cos(angle), 50 * Math.sin(angle))).toBeCloseTo(hounsfield!, 3);
  });
});

test('the slanted edge is bright on its left, the star has spokes to the right and gaps 5° on', () => {
  const edge = hounsfieldAt('slanted-edge');
  expect(edge(-30, 20)).toBeCloseTo(1000, 2);
  // x·cos 5° + y·sin 5° = 10 mm: at y = ±40 mm the edge is at 10.04 ∓ 3.50 mm.
  for (const [y, x] of [
    [40, 6.54],
    [-40, 13.54],
  ] as const) {
    expect(edge(x - 1, y)).toBeCloseTo(1000, 2);
    expect(edge(x + 1, y)).toBeCloseTo(0, 2);
  }
  const star = hounsfieldAt('siemens-star');
  for (let k = 0; k < 72; k++) {
    const angle = (k * 5 * Math.PI) / 180;
    expect(star(60.1 * Math.cos(angle), 60.1 * Math.sin(angle))).toBeCloseTo(k % 2 ? 0 : 1000, 2);
  }
});
