import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeArray } from '../../src/files/decoding.ts';
import { bytesOf, joined } from './outcome.ts';
import { tinyFrame } from './tiny-edf.ts';
import { tinyTiff } from './tiny-tiff.ts';

const sizesIn = async (bytes: Uint8Array, name: string) => {
  const { pixelSize, sliceSpacingMm, remarks } = await decodeArray(bytesInMemory(bytes), name, 'image', {
    mayBeRead: () => {},
  });
  return { mm: pixelSize && 'mm' in pixelSize ? pixelSize.mm : null, sliceSpacingMm, remarks };
};

/** What the page's dialog is told before the file is read. */
const seenIn = async (bytes: Uint8Array, name: string) => {
  const opened = await recogniseFiles([{ name, source: bytesInMemory(bytes) }]);
  if (opened.kind !== 'arrays') throw new Error(opened.kind);
  return opened.arrays.map(({ pixelSizeMm, sliceSpacingMm }) => [pixelSizeMm, sliceSpacingMm])[0];
};

/**
 * Written by tifffile 2026.3.3 and deflated: 2 × 2 × 2 numbers of 16 bits, `metadata={'axes': 'ZYX', 'PhysicalSizeX': 0.65,
 * 'PhysicalSizeXUnit': 'µm', 'PhysicalSizeY': 0.65, 'PhysicalSizeYUnit': 'µm', 'PhysicalSizeZ': 2.0, 'PhysicalSizeZUnit': 'µm'}`.
 */
const OME_BY_TIFFFILE = new Uint8Array(
  inflateSync(
    Buffer.from(
      'eNqlUk1v00AQXTdt4YAqOAASXKw9ISR/BqLGst1DQqVIKY2UREp6W5x1vJK9trwOSfgBHDnyT+DIgQO/gyNHfgKztmmdqhwiVhrt29F7M/tmdzB4' +
        'ie4jhE4QUg6RAugAQmngA6VV4ocQrRrLOG7gE+UAtVoIfYbDo1r7E+Jxg/OkUfNpjWXnZ8pRib9CPK/xN4gXDa0F9R/A/gPid51rRsHCMGQx1bMt' +
        'ur0U6NhCh+gIHaN7ssp/+Pzr7dee3j4qN94+Kbve0B1+3LNNEqvvaS5Yyj1s6SZWKQ/SBeNLD08n59opPvPdy4s3KhC58HBUFJljGOv1Wk8zyhMW' +
        '5KkI0myrp/nSGAcRTYgwQGDYptXRzA6ulM5GsB31ul0qbNO0jNnFsFJqjIuC8ICCSjBHlMlhGpCivN/ezdW9FUaaUH0jFlidTgd9D69y7qxWbOFY' +
        'nTbt2t1XGl10u5plhZbWDcJ3mmmHgVktC6u9nJIizT3c+Cmqbdodva23se8OErKkqixcIgfm/ZYktD6awBixDY1FSamg5PRZQrl8o8t8QaH6bN67' +
        'mmB1ss1AumK8sGDOY/aBzjxsV2h+jXrwsBW6us5Nytwo2goWkLhWmnrn9a3klLPCw9+/JLv5+V3k+T/Isqv8WDu5G67v9iLCOY1LzzV2TGl7TJIs' +
        'pmJE83IU8s6+O2TLqBiRIjJ816jpvjuBefdJQdTBOVSR3WLCaS9d8UKaltxqnADKWcMOz+6jP0KSCIM=',
      'base64',
    ),
  ),
);

describe('OME-TIFF', () => {
  test('as tifffile writes it', async () => {
    expect(await sizesIn(OME_BY_TIFFFILE, 'a.ome.tif')).toEqual({ mm: 0.00065, sliceSpacingMm: 0.002, remarks: [] });
    expect(await seenIn(OME_BY_TIFFFILE, 'a.ome.tif')).toEqual([0.00065, 0.002]);
  });

  const described = (pixels: string, more: object = {}) =>
    tinyTiff({
      ...{ rows: 2, columns: 2, bits: 16, values: [1, 2, 3, 4], ...more },
      entries: { 270: `<?xml version="1.0"?><OME xmlns="…"><Image ID="Image:0"><Pixels ${pixels}><Channel/></Pixels>` },
    });
  test.each<readonly [string, string, number | null]>([
    ['micrometres without a unit', 'PhysicalSizeX="12.5" PhysicalSizeY="12.5"', 0.0125],
    ['a unit in letters of XML', 'PhysicalSizeX="12.5" PhysicalSizeXUnit="&#181;m" PhysicalSizeY="12.5"', 0.0125],
    ['millimetres', `PhysicalSizeX='0.1' PhysicalSizeXUnit='mm' PhysicalSizeY='0.1' PhysicalSizeYUnit='mm'`, 0.1],
    ['a width alone', 'PhysicalSizeX="12.5"', 0.0125],
    ['no unit of length', 'PhysicalSizeX="1" PhysicalSizeXUnit="pixel" PhysicalSizeY="1"', null],
    ['no size', 'SizeX="2" SizeY="2"', null],
  ])('%s', async (_, pixels, mm) => {
    expect(await sizesIn(described(pixels), 'a.tif')).toMatchObject({ mm, remarks: [] });
  });

  test('of pixels that are not square, and of channels among slices, it is said', async () => {
    const { mm, remarks } = await sizesIn(described('PhysicalSizeX="1" PhysicalSizeY="2"'), 'a.tif');
    expect([mm, remarks]).toEqual([
      null,
      ['a.tif: its pixels are 0.001 mm wide and 0.002 mm high by what it says; as an image they count as square.'],
    ]);
    const mixed = described('SizeZ="2" SizeC="2" SizeT="1" PhysicalSizeX="1" PhysicalSizeY="1" PhysicalSizeZ="3"');
    expect(await sizesIn(mixed, 'a.tif')).toEqual({
      mm: 0.001,
      sliceSpacingMm: undefined,
      remarks: [
        'a.tif: its pages are 2 slices by 2 channels, and are read behind one another as they lie, like slices of one volume; save one channel and one time for that.',
      ],
    });
    // Colours are channels, too, and views are often called times.
    const colours = { samples: 3, bits: 8, values: [...'123456789abc'].map((digit) => Number.parseInt(digit, 16)) };
    expect((await sizesIn(described('SizeC="3" SizeZ="2"', colours), 'a.tif')).remarks).toEqual([]);
    expect((await sizesIn(described('SizeC="1" SizeT="90"'), 'a.tif')).remarks).toEqual([]);
  });
});

test('the page’s dialog knows what a TIFF says', async () => {
  const pages = { rows: 3, columns: 4, pages: 3, bits: 16, values: Array.from({ length: 36 }, (_, i) => 100 * i) };
  const entries = {
    270: 'ImageJ=1.53t\nimages=3\nunit=mm\nspacing=0.5\n',
    282: { over: [4, 1] as const },
    283: { over: [4, 1] as const },
  };
  expect(await seenIn(tinyTiff({ ...pages, isOneDirectory: true, entries }), 'a.tif')).toEqual([0.25, 0.5]);
});

describe('EDF', () => {
  const frame = (fields: Readonly<Record<string, string>>) => tinyFrame(new Uint8Array(12), [2, 3], fields);
  test('in metres, as the ESRF has it', async () => {
    const bytes = frame({ PSize_1: '5.1e-05', PSize_2: '5.1e-05' });
    expect(await sizesIn(bytes, 'a.edf')).toMatchObject({ mm: 0.051, remarks: [] });
    expect(await seenIn(bytes, 'a.edf')).toEqual([0.051, undefined]);
    const { readings } = await decodeArray(bytesInMemory(bytes), 'a.edf', 'readings', { mayBeRead: () => {} });
    expect(readings).toEqual({ channelSpacingMm: 0.051 });
  });

  test.each([
    ['that are not square are said', { PSize_1: '5e-05', PSize_2: '1e-04' }, /0\.05 mm wide and 0\.1 mm high/],
    ['of a metre are none', { PSize_1: '1', PSize_2: '1' }, /^$/],
    ['in another unit are none', { PSize_1: '5_um' }, /^$/],
  ])('pixels %s', async (_, fields, remark) => {
    const { mm, remarks } = await sizesIn(frame(fields), 'a.edf');
    expect([mm, remarks!.join()]).toEqual([null, expect.stringMatching(remark)]);
  });
});

describe('NRRD by the ends of its axes', () => {
  const nrrd = (lines: string) =>
    joined(
      bytesOf(`NRRD0004\ntype: uint8\ndimension: 3\nsizes: 4 4 2\nencoding: raw\n${lines}\n\n`),
      Uint8Array.from({ length: 32 }, (_, i) => i),
    );
  const ENDS = 'axis mins: 0 -2 10\naxis maxs: 6 4 12';
  test.each([
    ['edges of cells', `${ENDS}\ncenters: cell cell cell`, 1.5, 1],
    ['middles of voxels', `${ENDS}\ncenters: node node node`, 2, 2],
    ['in another unit', `${ENDS}\ncenters: cell cell cell\nunits: "cm" "cm" "cm"`, 15, 10],
    ['distances go first', `${ENDS}\nspacings: 3 3 nan\ncenters: cell cell cell`, 3, 1],
  ])('%s', async (_, lines, mm, sliceSpacingMm) => {
    const { remarks, ...sizes } = await sizesIn(nrrd(lines), 'a.nrrd');
    expect(sizes).toEqual({ mm, sliceSpacingMm });
    expect(remarks).toHaveLength(1);
  });

  test('of which it is not said what they are', async () => {
    const { mm, remarks } = await sizesIn(nrrd(ENDS), 'a.nrrd');
    expect([mm, remarks![0]]).toEqual([
      1.5,
      'a.nrrd: it says where its axes begin and end, but not whether at the edges of voxels or in their middle; edges are meant, as usual.',
    ]);
    expect((await sizesIn(nrrd('axis mins: 0 0 0'), 'a.nrrd')).remarks![0]).toMatch(/taken to be 1 mm apart/);
  });
});
