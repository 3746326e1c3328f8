// A synchrotron's projections through the headless command on the CPU: from a TIFF file for each view, from Data Exchange
// and from NXtomo.

import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { HeadlessFolder } from '../support/headless.ts';
import { describeOnSharedData, sharedDataPath } from '../support/shared-data.ts';
import { rmsDifference } from '../support/walk.ts';

type Results = Awaited<ReturnType<HeadlessFolder['results']>>;

/** What all of it has in common: the axis is found. */
const common = {
  scan: { channelSpacingMm: 1, startDeg: -88.2 },
  reconstruction: { grid: { pixels: 160, pixelSizeMm: 1 } },
  corrections: [{ kind: 'axis' }],
};

describeOnSharedData('the projections of a rod', () => {
  const folder = new HeadlessFolder();
  const scan = sharedDataPath('files', 'projections-i13-tiff');
  const tiffs = readdirSync(`${scan}/tiffs`).sort();
  const raw = { kind: 'transmission', white: 'flat_00001.tiff', dark: 'dark_00001.tiff' };
  // 91 views of 2° each, both ends among them.
  const tiff = (row: number) => ({
    ...common,
    scan: { ...common.scan, arcDeg: 182 },
    measurement: { sinogram: tiffs, row, ...raw },
  });
  let rod: Results;
  let plain: Results;
  beforeAll(async () => {
    for (const name of tiffs) folder.put(name, readFileSync(`${scan}/tiffs/${name}`));
    for (const name of [raw.white, raw.dark]) folder.put(name, readFileSync(`${scan}/${name}`));
    for (const name of ['i13-rows80-83-dxchange.h5', 'i13-rows80-83-nxtomo.nxs']) {
      folder.put(name, readFileSync(sharedDataPath('files', 'derived', 'hdf5', name)));
    }
    rod = await folder.results(tiff(67));
    plain = await folder.results(tiff(81));
  });

  test('attenuate as they are known to', () => {
    // facts.json: row 67 attenuates by 0.288 to 2.408.
    const { shape, data } = rod.npy('sinogram.npy');
    expect(shape).toEqual([91, 160]);
    expect(Math.min(...data)).toBeCloseTo(0.288, 3);
    expect(Math.max(...data)).toBeCloseTo(2.408, 3);
  });

  test('have their axis at channel 86, and one bright rod', () => {
    expect(Math.abs(79.5 + rod.report.axisShift! - 86)).toBeLessThan(0.25);
    const { data } = rod.npy('reconstruction.npy');
    const bright = Array.from(data.keys()).filter((i) => data[i]! > 0.06);
    // All of the rod's pixels lie together: within a circle about their middle, which they fill to more than half.
    const middle = [0, 1].map((axis) => bright.reduce((sum, i) => sum + place(i)[axis]!, 0) / bright.length);
    const radii = bright.map((i) => Math.hypot(place(i)[0]! - middle[0]!, place(i)[1]! - middle[1]!));
    expect(Math.PI * Math.max(...radii) ** 2).toBeLessThan(2 * bright.length);
    expect(Math.max(...radii)).toBeLessThan(14);
  });

  const place = (pixel: number) => [Math.floor(pixel / 160), pixel % 160];

  test('of several rows make a volume, of slices that are those of the rows alone', async () => {
    const set = { ...common, scan: { ...common.scan, offset: 6.5 }, corrections: [{ kind: 'rings' }] };
    const read = { sinogram: 'i13-rows80-83-dxchange.h5#/exchange/data', kind: 'transmission', angleUnit: 'degrees' };
    const files = Object.fromEntries(
      Object.entries({ white: 'data_white', dark: 'data_dark', anglesDeg: 'theta' }).map(([key, name]) => [
        key,
        `i13-rows80-83-dxchange.h5#/exchange/${name}`,
      ]),
    );
    const inRows = { ...set.scan, geometry: 'parallel-rows' };
    const [volume, fromTiffs, one] = [
      await folder.results({ ...set, version: 2, scan: inRows, measurement: { ...read, ...files, rows: [1, 2] } }),
      await folder.results({
        ...set,
        version: 2,
        scan: { ...inRows, arcDeg: 182 },
        measurement: { sinogram: tiffs, ...raw, rows: [66, 67], firstRow: 'highest' },
      }),
      await folder.results({ ...set, version: 2, measurement: { ...read, ...files, row: 2 } }),
    ];
    expect(volume.npy('reconstruction.npy').shape).toEqual([2, 160, 160]);
    const upper = volume.npy('reconstruction.npy').data.slice(160 * 160);
    expect([...upper]).toEqual([...one.npy('reconstruction.npy').data]);
    // The row that comes last in the file lies lowest here.
    const alone = await folder.results({ ...tiff(67), ...set, version: 2, scan: { ...set.scan, arcDeg: 182 } });
    const lower = fromTiffs.npy('reconstruction.npy').data.slice(0, 160 * 160);
    expect([...lower]).toEqual([...alone.npy('reconstruction.npy').data]);
  });

  test.each([
    [
      'Data Exchange',
      {
        sinogram: 'i13-rows80-83-dxchange.h5#/exchange/data',
        white: 'i13-rows80-83-dxchange.h5#/exchange/data_white',
        dark: 'i13-rows80-83-dxchange.h5#/exchange/data_dark',
        anglesDeg: 'i13-rows80-83-dxchange.h5#/exchange/theta',
      },
    ],
    [
      'NXtomo, with white and dark readings among the views',
      {
        sinogram: 'i13-rows80-83-nxtomo.nxs#/entry1/tomo_entry/instrument/detector/data',
        imageKey: 'i13-rows80-83-nxtomo.nxs#/entry1/tomo_entry/instrument/detector/image_key',
        anglesDeg: 'i13-rows80-83-nxtomo.nxs#/entry1/tomo_entry/sample/rotation_angle',
      },
    ],
  ])('read from %s are the same', async (_, files) => {
    const measurement = { ...files, kind: 'transmission', row: 1, angleUnit: 'degrees' };
    const packed = await folder.results({ ...common, measurement });
    const [one, other] = [packed, plain].map((results) => results.npy('sinogram.npy'));
    expect(one!.shape).toEqual([91, 160]);
    expect([...one!.data]).toEqual([...other!.data]);
    expect(Math.abs(79.5 + packed.report.axisShift! - 86)).toBeLessThan(0.25);
    const slices = [packed, plain].map((results) => results.npy('reconstruction.npy').data);
    // The angles of the files are those of an even scan to a hundredth of a degree.
    expect(rmsDifference(slices[0]!, slices[1]!)).toBeLessThan(1e-3);
  });
});
