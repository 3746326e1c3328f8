import sheppLogan from '../../phantoms/shepp-logan-1974.json';
import thorax from '../../phantoms/thorax.json';
import * as codestreams from '../files/codestreams.ts';
import { ctElements, TRANSFER_SYNTAX, tinyDicom, tinyFragments, tinySequence } from '../files/tiny-dicom.ts';
import { chunk, tinyPng } from '../files/tiny-png.ts';
import { npyBytes } from '../support/npy.ts';
import type { Json } from './mutate-json.ts';

// Whole files and values of every kind, for mutations to start from.

const lShape = {
  type: 'polygon',
  points: [
    [0, 0],
    [50, 0],
    [50, 20],
    [20, 20],
    [20, 60],
    [0, 60],
  ],
  value: 2,
};

const winding = (corners: number) => {
  const side = (radius: number) =>
    Array.from({ length: corners / 2 }, (_, i) => {
      const angle = (10 * Math.PI * i) / (corners / 2 - 1);
      return [(radius + angle) * Math.cos(angle), (radius + angle) * Math.sin(angle)];
    });
  return { type: 'polygon', points: [...side(2.5), ...side(2).toReversed()], value: 1 };
};

const ofShapes = (...shapes: Json[]): Json => ({
  version: 1,
  name: 'of shapes',
  teaches: 'nothing',
  fieldSizeMm: 200,
  unitMm: 1,
  values: 'arbitrary',
  composition: 'add',
  window: { width: 1, level: 0.5 },
  shapes,
});

export const PHANTOMS: readonly Json[] = [
  sheppLogan,
  thorax,
  ofShapes(
    { type: 'ellipse', label: 'e', x: 1, y: 2, semiAxisX: 30, semiAxisY: 20, angleDeg: 10, value: 1 },
    {
      type: 'rectangle',
      x: 1,
      y: 2,
      width: 3,
      height: 4,
      angleDeg: 5,
      clip: [{ normalDeg: 30, distance: 1 }],
      value: -1,
    },
    lShape,
  ),
  ofShapes(winding(256), winding(64)),
];

const CIRCLE: Json = { kind: 'circle', xMm: 3, radiusMm: 8 };
/** Of the usual experiment. */
export const SWEEPS: readonly Json[] = [
  {
    title: 'Of everything',
    knobs: [
      { path: 'scan.views', values: { from: 10, to: 90, steps: 3, scale: 'log' } },
      { path: 'reconstruction.filter', values: ['hann', 'cosine'], label: 'Filter' },
    ],
    seeds: [1, 5],
    equalDose: true,
    measures: ['noise', 'relativeDose', { measure: 'cnr', region: CIRCLE, background: { ...CIRCLE, xMm: 30 } }],
    plots: [{ x: 'relativeDose', y: 'noise', xScale: 'log', yScale: 'log' }, { y: 'cnr' }],
  },
  {
    knobs: [
      {
        settings: [
          { value: 3, change: { scan: { views: 5 } } },
          { value: 'b', change: { phantom: 'thorax' } },
        ],
      },
    ],
    measures: [{ measure: 'mtf50', name: 'edge', disk: { xMm: 0, yMm: 2, radiusMm: 30 } }, 'rmse'],
    seeds: 4,
  },
];

export const EXPERIMENTS_OF_VERSION_2: readonly Json[] = [
  { version: 2, phantom: 'thorax', acquisition: { modality: 'ct', beam: { kind: 'exact' } }, seed: 3 },
  {
    version: 2,
    phantom: 'hip-with-metal',
    scan: { geometry: 'fan', detector: 'flat', views: 36, channels: 100, channelSpacingMm: 4 },
    acquisition: {
      beam: { kind: 'tube', voltageKV: 80, filtrationMmAluminium: 3, filtrationMmCopper: 0.1 },
      noise: { photons: 1e5, electronicNoise: 3 },
      focalSpotMm: 1,
      channelAperture: 0.5,
      deadChannels: [3, 50],
      motion: { kind: 'shift', amplitudeMm: 3, directionDeg: 20, at: 0.3 },
    },
    corrections: [{ kind: 'starvation' }, { kind: 'water' }, { kind: 'axis' }, { kind: 'metal' }],
    reconstruction: { method: 'fbp', filter: 'none', rebin: true, grid: { pixels: 64, pixelSizeMm: 4 } },
  },
  {
    scan: { views: 9, channels: 20 },
    acquisition: { beam: { kind: 'monochromatic', energyKeV: 40 }, motion: { kind: 'breathing', cycles: 2 } },
    reconstruction: { method: 'gridrec', filter: 'hann', interpolation: 'smooth', grid: { pixels: 32 } },
  },
];

export const EXPERIMENTS: readonly Json[] = [
  {},
  { version: 1, phantom: 'thorax', seed: 3 },
  {
    scan: {
      geometry: 'parallel',
      views: 90,
      startDeg: 5,
      arcDeg: 180,
      channels: 64,
      channelSpacingMm: 4,
      offset: 0.25,
    },
    reconstruction: { method: 'gridrec', filter: 'hann', cutoff: 0.8, pixels: 64, pixelSizeMm: 4 },
    display: { width: 400, level: 40 },
  },
  {
    phantom: 'hip-with-metal',
    scan: {
      geometry: 'fan',
      detector: 'flat',
      sourceToIsocenterMm: 500,
      sourceToDetectorMm: 1000,
      views: 360,
      arcDeg: -220,
      channels: 100,
      channelSpacingMm: 4,
      offset: 10,
    },
    physics: {
      photons: 1e5,
      electronicNoise: 3,
      spectrum: { voltageKV: 80, filtrationMmAluminium: 3, filtrationMmCopper: 0.1 },
      focalSpotMm: 1,
      channelAperture: 0.5,
      crosstalk: 0.1,
      deadChannels: [3, 50],
      gainDrift: 0.01,
      scatterToPrimary: 0.2,
      detectorShift: 1,
      motion: { kind: 'breathing', amplitudeMm: 3, directionDeg: 20, at: 0.3, cycles: 2 },
    },
    corrections: {
      water: true,
      rings: true,
      metal: true,
      starvation: true,
      scatter: true,
      axis: true,
      truncation: true,
    },
    reconstruction: { method: 'fbp', filter: 'none', rebin: true, pixels: 64, pixelSizeMm: 4 },
  },
  { phantom: PHANTOMS[2]!, scan: { views: 3, channels: 5 } },
  { phantom: { image: 'slice.npy', values: 'hounsfield', pixelSizeMm: 1 } },
  {
    measurement: {
      sinogram: 'sino.npy',
      kind: 'transmission',
      white: 'white.npy',
      dark: 'dark.npy',
      anglesDeg: 'angles.npy',
    },
    scan: { channelSpacingMm: 1, offset: -3.5 },
  },
  { measurement: { sinogram: 'sino.npy', kind: 'transmission', white: 100, dark: 1, transpose: false } },
  {
    measurement: { sinogram: 'sino.npy', anglesDeg: 'angles.npy', angleUnit: 'degrees' },
    scan: { geometry: 'fan', channelSpacingMm: 2 },
    reconstruction: { rebin: true, pixels: 16 },
    corrections: { rings: true, axis: true },
  },
];

const line = (length: number, seed: number) => Array.from({ length }, (_, i) => (i * seed * 37 + seed) & 255);
const grid = (rows: number, length: number) => Array.from({ length: rows }, (_, row) => line(length, row + 1));

export const PNGS: readonly Uint8Array[] = [
  tinyPng({ columns: 7, rows: 5, depth: 8, colourType: 0, lines: grid(5, 7), filters: [0, 1, 2, 3, 4] }),
  tinyPng({ columns: 9, rows: 4, depth: 1, colourType: 0, lines: grid(4, 2) }),
  tinyPng({ columns: 6, rows: 4, depth: 16, colourType: 2, lines: grid(4, 36), bytesPerPixel: 6, pieces: 3 }),
  tinyPng({ columns: 6, rows: 4, depth: 8, colourType: 6, lines: grid(4, 24), bytesPerPixel: 4 }),
  tinyPng({ columns: 6, rows: 4, depth: 8, colourType: 4, lines: grid(4, 12), bytesPerPixel: 2 }),
  tinyPng({
    columns: 8,
    rows: 3,
    depth: 4,
    colourType: 3,
    lines: grid(3, 4),
    before: [chunk('PLTE', line(48, 3)), chunk('tRNS', line(9, 5)), chunk('tEXt', line(20, 7))],
  }),
];

const values = Float32Array.from({ length: 24 * 16 }, (_, i) => (i % 16) / 8);
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
/** An array with a header of its own. */
function npyWith(header: string, content: Uint8Array, version = 1): Uint8Array {
  const text = latin(`${header}\n`);
  const length = version === 1 ? [text.length & 255, text.length >> 8] : [text.length & 255, text.length >> 8, 0, 0];
  return Uint8Array.from([0x93, ...latin('NUMPY'), version, 0, ...length, ...text, ...content]);
}

export const NPYS: readonly Uint8Array[] = [
  npyBytes(values, [24, 16]),
  npyBytes(
    Float64Array.from({ length: 24 }, (_, i) => 7.5 * i),
    [24],
  ),
  npyWith("{'descr': '>i2', 'fortran_order': True, 'shape': (4, 6), }", Uint8Array.from(line(48, 3))),
  npyWith("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3, 4), }", Uint8Array.from(line(24, 3)), 2),
  npyWith("{'descr': '<f2', 'fortran_order': False, 'shape': (), }", Uint8Array.of(0, 0x3c), 3),
  npyWith("{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }", Uint8Array.from(line(16, 3))),
];

const pixels = Array.from({ length: 30 }, (_, i) => 1000 + 3 * i);
const plain = ctElements(5, 6, pixels);
export const DICOMS: readonly Uint8Array[] = [
  ...Object.values(TRANSFER_SYNTAX).map((syntax) => tinyDicom(plain, syntax)),
  tinyDicom(plain, TRANSFER_SYNTAX.explicitLittle, { bare: true }),
  tinyDicom(
    ctElements(5, 6, pixels, [
      { tag: 0x00280102, vr: 'US', value: [11] },
      { tag: 0x00280101, vr: 'US', value: [12] },
      { tag: 0x00280120, vr: 'US', value: [1003] },
      { tag: 0x00280103, vr: 'US', value: [1] },
      tinySequence(0x52009229, [
        tinySequence(0x00289145, [
          { tag: 0x00281052, vr: 'DS', value: '-1000' },
          { tag: 0x00281053, vr: 'DS', value: '2' },
        ]),
      ]),
      tinySequence(0x00283000, [{ tag: 0x00283002, vr: 'US', value: [4, 0, 16] }], { undefinedLength: true }),
    ]),
  ),
];

/** Compressed pixels, and the transfer syntax they come in. */
export const CODESTREAMS: readonly (readonly [codestream: Uint8Array, syntax: string])[] = [
  [codestreams.RESTARTED, '1.2.840.10008.1.2.4.50'],
  [codestreams.EXTENDED, '1.2.840.10008.1.2.4.51'],
  ...codestreams.LOSSLESS.map((codestream) => [codestream, '1.2.840.10008.1.2.4.57'] as const),
  [codestreams.JPEG_LS, '1.2.840.10008.1.2.4.80'],
  [codestreams.NEAR_LOSSLESS, '1.2.840.10008.1.2.4.81'],
  [codestreams.JPEG_2000, '1.2.840.10008.1.2.4.90'],
  [codestreams.JP2, '1.2.840.10008.1.2.4.91'],
  [codestreams.HIGH_THROUGHPUT, '1.2.840.10008.1.2.4.201'],
];

/** A file of compressed pixels that come in so many fragments. */
export function compressedDicom(codestream: Uint8Array, syntax: string, pieces: number): Uint8Array {
  const [rows, columns] = syntax.endsWith('57') ? [5, 7] : [11, 13];
  const length = Math.max(1, Math.ceil(codestream.length / pieces));
  const fragments = Array.from({ length: pieces }, (_, i) => codestream.subarray(i * length, (i + 1) * length));
  return tinyDicom(ctElements(rows, columns, [], [tinyFragments(fragments)]), syntax);
}

export const COMMAND_LINES: readonly (readonly string[])[] = [
  ['a.json', '--out', 'b'],
  ['a.json', '--out=b', '--backend', 'cpu', '--allow-outside'],
  ['bench', '--sizes', '256,512', '--backend', 'both', '--threads', '1,2', '--kernels', 'scan,filter', '--json', 'f'],
];
