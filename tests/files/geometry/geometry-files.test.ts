import { describe, expect, test } from 'vitest';
import { resolveExperiment, scanOf } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { withGeometry } from '../../../src/experiment/said-geometry.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { bytesInMemory } from '../../../src/files/byte-source.ts';
import { formatOf } from '../../../src/files/describe-file.ts';
import { readGeometry } from '../../../src/files/geometry/read-geometry.ts';
import { loweredRays, setSpaceRay } from '../../../src/geometry/lowered-rays.ts';
import { loweredScan, type Scan } from '../../../src/geometry/scan.ts';
import { emptySpaceRay } from '../../../src/geometry/space-ray.ts';
import { npyBytes } from '../../support/npy.ts';
import { NIKON, RTK } from '../tiny-geometries.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, name = 'g') => readGeometry(bytesInMemory(bytes(text)), name);

/** The scan that a file makes of projections of some shape. */
async function scanOfFile(text: string, shape: readonly number[], scan: object = {}, name = 'g'): Promise<Scan> {
  const files: Record<string, Uint8Array> = {
    's.npy': npyBytes(new Float32Array(shape.reduce((product, length) => product * length)).fill(0.5), shape),
    [name]: bytes(text),
  };
  const json = withGeometry({ version: 2, measurement: { sinogram: 's.npy' }, scan }, await read(text, name), name);
  const input = parseExperimentInput({ ...json, reconstruction: { grid: { pixels: 8, pixelSizeMm: 1 } } });
  const subject = await loadSubject(input, async (file) => bytesInMemory(files[file]!));
  return scanOf(resolveExperiment(input, subject), subject);
}

/** Where a scan sees a point: the fractional channel and row, found by going along rays. */
function seenAt(scan: Scan, view: number, [x, y, z]: readonly [number, number, number]): [number, number] {
  const rays = loweredRays(loweredScan(scan));
  const ray = emptySpaceRay();
  // Two steps of Newton's method on a nearly linear function, from the middle.
  let [channel, row] = [(scan.channels - 1) / 2, 0];
  const miss = (c: number, r: number) => {
    setSpaceRay(ray, rays, view, r, c);
    const apart = [x - ray.originXMm, y - ray.originYMm, z - ray.originZMm] as const;
    const way = apart[0] * ray.directionX + apart[1] * ray.directionY + apart[2] * ray.directionZ;
    const beside = [apart[0] - way * ray.directionX, apart[1] - way * ray.directionY, apart[2] - way * ray.directionZ];
    return [beside[0]! * -ray.directionY + beside[1]! * ray.directionX, beside[2]!] as const;
  };
  for (let step = 0; step < 20; step++) {
    const at = miss(channel, row);
    const perChannel = miss(channel + 1e-3, row)[0] - at[0];
    const perRow = miss(channel, row + 1e-3)[1] - at[1];
    channel -= (1e-3 * at[0]) / perChannel;
    if (rays.detector.rows > 1) row -= (1e-3 * at[1]) / perRow;
  }
  return [channel, row];
}

const places = [
  [3, -2, 1.5],
  [-4, 1, -2],
  [0, 0, 0],
] as const;

describe('an RTK geometry', () => {
  test('has the rays of its own matrices', async () => {
    const spacing = 0.4;
    const scan = await scanOfFile(RTK, [2, 6, 8], { channelSpacingMm: spacing, rowSpacingMm: spacing });
    const matrices = [...RTK.matchAll(/<Matrix>([^<]*)/g)].map(([, text]) => text!.trim().split(/\s+/).map(Number));
    matrices.forEach((matrix, view) => {
      for (const [x, y, z] of places) {
        // x, y and z of RTK, whose axis is y.
        const place = [x, z, -y, 1];
        const [u, v, w] = [0, 4, 8].map((row) => place.reduce((sum, value, i) => sum + value * matrix[row + i]!, 0));
        const [channel, row] = seenAt(scan, view, [x, y, z]);
        // The offsets of both views are their mean here.
        expect(channel).toBeCloseTo(u! / w! / spacing + 3.5, 2);
        expect(row).toBeCloseTo(v! / w! / spacing + 2.5, 2);
      }
    });
  });

  test('without a distance to the detector is of parallel rays', async () => {
    const text = RTK.replace('1536</Source', '0</Source');
    const scan = await scanOfFile(text, [2, 8], { channelSpacingMm: 0.5 });
    expect(scan.geometry).toBe('parallel');
    expect(scan.offset).toBeCloseTo(117.0566673 / 0.5, 6);
  });

  test.each([
    ['SourceOffsetX', '<SourceOffsetX>4</SourceOffsetX>', /SourceOffsetX of view 0 is 4, which moves the source aside/],
    ['OutOfPlaneAngle', '<OutOfPlaneAngle>359</OutOfPlaneAngle>', /OutOfPlaneAngle of view 0 is 359, which tilts/],
    ['a cylinder', '<RadiusCylindricalDetector>900</RadiusCylindricalDetector>', /a cylinder of 900 mm/],
    ['words', '<GantryAngle>ninety</GantryAngle>', /GantryAngle is no number/],
  ])('that no scan here has is refused: %s', async (_, tag, sentence) => {
    await expect(read(RTK.replace('<Projection>', `${tag}<Projection>`))).rejects.toThrow(sentence);
  });

  test('whose detector moves from view to view is refused', async () => {
    await expect(read(RTK.replace('-117.056831359863', '-110'))).rejects.toThrow(
      /^g: ProjectionOffsetX varies from view to view, from -117\.\d+ to -110 mm/,
    );
  });
});

describe('a Nikon .xtekct', () => {
  test('fills in distances, pixels, angles, axis and white', async () => {
    const json = withGeometry({ measurement: { sinogram: 's.npy' } }, await read(NIKON, 'a.xtekct'), 'a.xtekct');
    expect(json).toEqual({
      measurement: { sinogram: 's.npy', kind: 'transmission', white: 60000, firstRow: 'lowest' },
      scan: {
        ...{ geometry: 'cone', detector: 'flat', channels: 8, channelSpacingMm: 0.4, startDeg: 150, arcDeg: -360 },
        ...{ sourceToIsocenterMm: 100, sourceToDetectorMm: 400, rows: 6, rowSpacingMm: 0.4, offset: 2 },
      },
    });
  });

  test('has the rays that the Core Imaging Library gives it, which turns the object and reads pictures from the top right', async () => {
    const scan = await scanOfFile(NIKON, [4, 6, 8]);
    const offsetMm = 0.2;
    [0, 1, 2, 3].forEach((view) => {
      const turned = ((-90 * view - 30 + 180) * Math.PI) / 180;
      for (const [x, y, z] of places) {
        // Slices here stand head down: half a turn about the line from the source to the axis.
        const [ox, oy, oz] = [-x, y, -z];
        const px = ox * Math.cos(turned) - oy * Math.sin(turned) - offsetMm;
        const py = ox * Math.sin(turned) + oy * Math.cos(turned) + 100;
        const [seenX, seenZ] = [(400 * px) / py, (400 * oz) / py];
        const [channel, row] = seenAt(scan, view, [x, y, z]);
        // Here the source stands opposite the axis, whose detector is turned by 0.1° then.
        expect(channel).toBeCloseTo(-seenX / 0.4 + 3.5, 0);
        expect(Math.abs(channel - (-seenX / 0.4 + 3.5))).toBeLessThan(0.1);
        expect(Math.abs(row - (-seenZ / 0.4 + 2.5))).toBeLessThan(0.1);
      }
    });
  });

  test.each([
    [/SrcToObject=100\n/, '', /SrcToObject is missing/],
    [/ObjectTilt=0/, 'ObjectTilt=1.5', /its axis is tilted \(ObjectTilt, 1\.50°\)/],
    [/CentreOfRotationTop=0.8/, 'CentreOfRotationTop=0.2', /its axis is tilted \(ObjectRoll/],
    [/WhiteLevel/, 'DetectorOffsetX=2\nWhiteLevel', /DetectorOffsetX is 2 mm/],
    [/Projections=4/, 'Projections=x', /Projections is no number/],
    [/Projections=4/, 'Projections=4e9', /states 4000000000 projections; at most 16384 are read/],
  ])('is refused by name: %s', async (what, by, sentence) => {
    await expect(read(NIKON.replace(what, by))).rejects.toThrow(sentence);
  });
});

const angles = [0.1, 0.4, 0.9];
const fanRow = (angle: number, tilt = 0) => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [
    50 * s,
    -50 * c,
    -30 * s + 1.5 * c,
    30 * c + 1.5 * s,
    0.8 * Math.cos(angle + tilt),
    0.8 * Math.sin(angle + tilt),
  ];
};

describe('a geometry of the ASTRA Toolbox', () => {
  test('by distances and angles', async () => {
    const text = JSON.stringify({
      ...{ type: 'fanflat', DetectorWidth: 0.8, DetectorCount: 8, ProjectionAngles: angles },
      ...{ DistanceOriginSource: 50, DistanceOriginDetector: 30 },
    });
    const scan = await scanOfFile(text, [3, 8]);
    expect(scan).toMatchObject({ geometry: 'fan', sourceToIsocenterMm: 50, sourceToDetectorMm: 80, channels: 8 });
    Array.from(scan.anglesRad).forEach((angle, view) => {
      expect(angle).toBeCloseTo(angles[view]!, 9);
    });
  });

  test('by vectors has the same rays as its vectors', async () => {
    const Vectors = angles.map((angle) => fanRow(angle));
    const scan = await scanOfFile(JSON.stringify({ type: 'fanflat_vec', DetectorCount: 8, Vectors }), [3, 8]);
    expect(scan.offset).toBeCloseTo(-1.5 / 0.8, 9);
    const ray = emptySpaceRay();
    Vectors.forEach(([sx, sy, dx, dy, ux, uy], view) => {
      for (const channel of [0, 5, 7]) {
        setSpaceRay(ray, loweredRays(loweredScan(scan)), view, 0, channel);
        const at = channel - 3.5;
        const [x, y] = [dx! + at * ux! - sx!, dy! + at * uy! - sy!];
        const length = Math.hypot(x, y);
        expect(ray.directionX).toBeCloseTo(x / length, 9);
        expect(ray.directionY).toBeCloseTo(y / length, 9);
        expect([ray.originXMm, ray.originYMm]).toEqual([expect.closeTo(sx!, 9), expect.closeTo(sy!, 9)]);
      }
    });
  });

  test('in space lies as ASTRA’s arrays do', async () => {
    const Vectors = angles.map((angle) => {
      const [sx, sy, dx, dy, ux, uy] = fanRow(angle);
      return [sx, sy, 2, dx, dy, 2.9, ux, uy, 0, 0, 0, 0.6];
    });
    const text = JSON.stringify({ type: 'cone_vec', DetectorRowCount: 6, DetectorColCount: 8, Vectors });
    const scan = await scanOfFile(text, [6, 3, 8]);
    expect(scan).toMatchObject({ geometry: 'cone', rows: 6, startZMm: 2, rowOffset: expect.closeTo(-1.5, 9) });
  });

  test.each([
    ['a detector that is turned', [fanRow(0), fanRow(0.3, 0.05)], /in view 1 the detector does not stand across/],
    [
      'another distance',
      [fanRow(0), fanRow(0.3).map((value, i) => (i < 2 ? 1.2 * value : value))],
      /the distance from source to axis differs/,
    ],
    ['another length', [fanRow(0), [1, 2]], /lists of 6 numbers/],
  ])('is refused where no scan here is such: %s', async (_, Vectors, sentence) => {
    await expect(read(JSON.stringify({ type: 'fanflat_vec', DetectorCount: 8, Vectors }))).rejects.toThrow(sentence);
  });
});

test('such files are told from other texts, and have the angles of views', async () => {
  expect([NIKON, RTK, '{"type": "parallel", "DetectorCount": 3}'].map((text) => formatOf(bytes(text))?.name)).toEqual([
    ...['geometry', 'geometry', 'geometry'],
  ]);
  expect(formatOf(bytes('{"version": 2}'))?.name).toBe('json');
  await expect(read('nothing')).rejects.toThrow(/^g: is no geometry that is read/);
  const { anglesDeg } = await read(NIKON);
  expect(Array.from(anglesDeg)).toEqual([150, 60, -30, -120]);
});

test('what is written goes before what the file says, and the spacing that it counts on has to be known', async () => {
  const geometry = await read(NIKON, 'n');
  const json = withGeometry(
    { measurement: { sinogram: 's.npy', row: 3, kind: 'line-integrals' }, scan: { geometry: 'fan', offset: 1 } },
    geometry,
    'n',
  );
  expect(json.scan).toMatchObject({ geometry: 'fan', offset: 1, sourceToIsocenterMm: 100 });
  expect(json.scan).not.toHaveProperty('rows');
  expect(json.measurement).toEqual({ sinogram: 's.npy', row: 3, kind: 'line-integrals' });
  const rtk = await read(RTK, 'r.xml');
  expect(() => withGeometry({ measurement: { sinogram: 's.npy' } }, rtk, 'r.xml')).toThrow(
    'r.xml: says in mm where the axis is on the detector, so scan.channelSpacingMm is needed too',
  );
  expect(() => withGeometry({}, rtk, 'r.xml')).toThrow('the experiment has none');
});
