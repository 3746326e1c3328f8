import { mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { writeGreyPng } from '../../src/files/png/png.ts';
import { expectOneSentence, HeadlessFolder, type Report, resultsIn } from '../support/headless.ts';
import { npyBytes, parseNpy } from '../support/npy.ts';
import { randomArray } from '../support/random.ts';
import { rmsDifference } from '../support/walk.ts';

const folder = new HeadlessFolder();

/** Small: 30 views of 48 channels, 40² pixels over the head's field of 256 mm. */
const small = {
  phantom: 'shepp-logan-1974',
  scan: { views: 30, channels: 48, channelSpacingMm: 6 },
  reconstruction: { pixels: 40, pixelSizeMm: 6.4 },
};

/** The picture of a reconstruction by the window's definition, DICOM LINEAR_EXACT, before rounding: 0 … 255. */
function windowed(image: Float32Array, { display }: Report['experiment'], unit: string): number[] {
  return Array.from(image, (mu) => {
    const value = unit === 'HU' ? (1000 * (mu - 0.02059)) / 0.02059 : mu;
    return 255 * Math.min(1, Math.max(0, (value - (display.level - display.width / 2)) / display.width));
  });
}

function expectPicture({ npy, report, picture }: ReturnType<typeof resultsIn>): void {
  const { rows, columns, grey } = picture();
  const { shape, data } = npy('reconstruction.npy');
  expect([rows, columns]).toEqual(shape);
  let most = 0;
  windowed(data, report.experiment, report.displayUnit).forEach((exact, i) => {
    most = Math.max(most, Math.abs(grey[i]! - exact));
  });
  // Rounded to the next whole grey.
  expect(most).toBeLessThanOrEqual(0.5 + 1e-6);
  expect(new Set(grey).size).toBeGreaterThan(20);
}

describe('what is written', () => {
  test('with --protocol what the phantom’s protocol found, as a table and whole', async () => {
    const water = {
      phantom: 'water-disk',
      scan: { views: 60, channels: 116, channelSpacingMm: 2 },
      reconstruction: { pixels: 104, pixelSizeMm: 2 },
    };
    const file = folder.put('water.json', JSON.stringify(water));
    const ended = await folder.command([file, '--out', 'water', '--backend', 'cpu', '--protocol']);
    expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
    const { report, files } = resultsIn(join(folder.path, 'water'));
    expect(files).toEqual(expect.arrayContaining(['protocol.csv', 'protocol.json']));
    const read = (name: string) => readFileSync(join(folder.path, 'water', name), 'utf8');
    const [protocol] = JSON.parse(read('protocol.json')).protocols;
    expect(report).toMatchObject({
      protocols: [{ protocol: 'water', verdict: 'pass', sentence: protocol.sentence }],
    });
    expect(read('protocol.csv').split('\r\n')).toHaveLength(2 + protocol.rows.length);
    expect(protocol.rows[0]).toMatchObject({ what: 'Water, in the centre', outcome: 'pass', expected: 0 });
  });

  test('of a method that iterates what is known of every iteration, the start first', async () => {
    const reconstruction = { method: 'sirt', iterations: 3, grid: { pixels: 40, pixelSizeMm: 6.4 } };
    const { code, out } = await folder.run({ version: 2, ...small, reconstruction });
    expect(code).toBe(0);
    const [head, ...rows] = readFileSync(join(out, 'iterations.csv'), 'utf8').trim().split('\r\n');
    expect(head).toBe('iteration,time (s),residual,change,total variation,RMSE (1/mm)');
    const numbers = rows.map((row) => row.split(',').map(Number));
    expect(numbers.map(([iteration]) => iteration)).toEqual([0, 1, 2, 3]);
    expect(numbers.at(-1)![5]).toBeCloseTo(resultsIn(out).report.quality!.rmse, 9);
  });

  test('five files: arrays in float32, C order, [rows, columns], a picture and a report', async () => {
    const results = await folder.results(small);
    expect(results.files).toEqual([
      'phantom.npy',
      'reconstruction.npy',
      'reconstruction.png',
      'report.json',
      'sinogram.npy',
    ]);
    for (const [name, shape] of [
      ['phantom.npy', [40, 40]],
      ['reconstruction.npy', [40, 40]],
      ['sinogram.npy', [30, 48]],
    ] as const) {
      const array = results.npy(name);
      expect(array.header).toContain("'descr': '<f4'");
      expect(array.header).toContain("'fortran_order': False");
      expect(array.shape).toEqual(shape);
      expect(array.data).toHaveLength(shape[0] * shape[1]);
      expect(array.data.every(Number.isFinite)).toBe(true);
    }
    expectPicture(results);
  });

  test('arrays in every format that has a place for them, and a word on those that have none', async () => {
    const file = folder.put('formats.json', JSON.stringify(small));
    const formats = 'npz,tiff,nifti,nifti-gz,dicom,csv,dicom-picture';
    const { code, stderr } = await folder.command([file, '--out', 'formats', '--backend', 'cpu', '--formats', formats]);
    expect([code, stderr.trim().split('\n')]).toEqual([
      0,
      ['NIfTI', 'NIfTI, compressed', 'DICOM CT'].map((short) =>
        expect.stringMatching(new RegExp(`^sinogram is not written as ${short}: .*\\.$`)),
      ),
    ]);
    const out = join(folder.path, 'formats');
    const both = ['csv', 'dcm', 'nii', 'nii.gz', 'tif'];
    expect(resultsIn(out).files).toEqual(
      [
        ...['phantom', 'reconstruction'].flatMap((name) => both.map((ending) => `${name}.${ending}`)),
        ...['reconstruction-picture.dcm', 'reconstruction.png', 'report.json', 'run.npz'],
        ...['sinogram.csv', 'sinogram.tif'],
      ].sort(),
    );
    const npz = unzipSync(new Uint8Array(readFileSync(join(out, 'run.npz'))));
    const slice = parseNpy(npz['reconstruction.npy']!);
    expect(Object.keys(npz)).toEqual(
      [
        'sinogram',
        'angles_deg',
        'channel_spacing_mm',
        'reconstruction',
        'pixel_size_mm',
        'phantom',
        'water_mu_per_mm',
        'experiment',
      ].map((name) => `${name}.npy`),
    );
    const nifti = readFileSync(join(out, 'reconstruction.nii'));
    const hounsfield = slice.data.map((mu) => (1000 * (mu - 0.02059)) / 0.02059);
    expect([...new Float32Array(new Uint8Array(nifti).buffer, 352)]).toEqual([...hounsfield]);
  });

  test('attenuation in 1/mm: the phantom, its mass in every view, and the slice', async () => {
    const results = await folder.results({ ...small, scan: { views: 30, channels: 260, channelSpacingMm: 1 } });
    const phantom = results.npy('phantom.npy').data;
    // The skull is 2 times water, and nothing is more.
    expect(Math.max(...phantom)).toBeLessThanOrEqual(2 * 0.02059 * (1 + 2 ** -23));
    // Sums of plus and minus leave a rounding of double precision where nothing is.
    expect(Math.abs(Math.min(...phantom))).toBeLessThan(1e-15);
    // 2.2017567 on [−1, 1]², in mm: times 128² · 0.02059.
    const mass = 2.2017567 * 128 ** 2 * 0.02059;
    const sinogram = results.npy('sinogram.npy').data;
    for (let view = 0; view < 30; view++) {
      const sum = sinogram.subarray(view * 260, (view + 1) * 260).reduce((total, value) => total + value, 0);
      expect(Math.abs(sum / mass - 1)).toBeLessThan(1e-3);
    }
  });

  test('a report: the experiment with its defaults, the backend, times, and quality against the phantom', async () => {
    const { report, npy } = await folder.results(small);
    expect(report.experiment).toEqual({
      version: 2,
      phantom: 'shepp-logan-1974',
      acquisition: { modality: 'ct', beam: { kind: 'exact' } },
      scan: {
        geometry: 'parallel',
        views: 30,
        startDeg: 0,
        arcDeg: 180,
        channels: 48,
        channelSpacingMm: 6,
        offset: 0,
      },
      corrections: [],
      reconstruction: {
        method: 'fbp',
        filter: 'ram-lak',
        cutoff: 1,
        interpolation: 'linear',
        rebin: false,
        grid: { pixels: 40, pixelSizeMm: 6.4 },
      },
      display: { width: 400, level: 40 },
      seed: 1,
    });
    expect(report).toMatchObject({ backend: 'cpu', displayUnit: 'HU', softwareAdapter: false });
    expect(report.adapter).toMatch(/^CPU, \d+ threads?$/);
    expect(Object.keys(report.stagesMs)).toEqual(['scan', 'filter', 'back-project']);
    for (const time of Object.values(report.stagesMs)) expect(time).toBeGreaterThan(0);

    const image = npy('reconstruction.npy').data;
    const truth = npy('phantom.npy').data;
    const rmse = rmsDifference(image, truth);
    expect(report.quality!.rmse / rmse).toBeCloseTo(1, 6);
    const range = Math.max(...truth) - Math.min(...truth);
    expect(report.quality!.psnrDb).toBeCloseTo(20 * Math.log10(range / rmse), 5);
    expect(report.quality!.ssim).toBeGreaterThan(0);
    expect(report.quality!.ssim).toBeLessThan(1);
    const isInside = (_: number, i: number) => truth[i]! > 0.01 * Math.max(...truth);
    const inside = rmsDifference(image.filter(isInside), truth.filter(isInside));
    expect(report.quality!.insideObject!.rmse / inside).toBeCloseTo(1, 6);
    expect(report.quality!.insideObject!.psnrDb).toBeCloseTo(20 * Math.log10(range / inside), 5);
    expect(report.quality!.insideObject!.ssim).toBeGreaterThan(0);
  });

  test("the report's experiment gives the same bits again", async () => {
    const json = {
      ...small,
      phantom: 'shepp-logan-modified',
      reconstruction: { pixels: 40, pixelSizeMm: 6.4, filter: 'none' },
    };
    const first = await folder.results(json);
    const second = await folder.results(first.report.experiment);
    for (const name of ['phantom.npy', 'sinogram.npy', 'reconstruction.npy']) {
      expect([...second.npy(name).data]).toEqual([...first.npy(name).data]);
    }
    expect(second.report.experiment).toEqual(first.report.experiment);
  });

  test('a picture at the window that was asked for, in HU', async () => {
    const results = await folder.results({ ...small, display: { width: 3000, level: 500 } });
    expect(results.report.experiment.display).toEqual({ width: 3000, level: 500 });
    expectPicture(results);
  });

  test('a picture in the units of a phantom that has its own', async () => {
    const results = await folder.results({ ...small, phantom: 'shepp-logan-modified' });
    expect(results.report).toMatchObject({
      displayUnit: 'arbitrary',
      experiment: { display: { width: 1, level: 0.5 } },
    });
    expectPicture(results);
  });

  test('a picture of plain back-projection, and of a measurement, at a window that follows the data', async () => {
    folder.put('m.npy', npyBytes(randomArray(30 * 48, 2), [30, 48]));
    const measured = await folder.results({ ...small, phantom: undefined, measurement: { sinogram: 'm.npy' } });
    expect(measured.files).not.toContain('phantom.npy');
    expect(measured.report).not.toHaveProperty('quality');
    expect(measured.report.displayUnit).toBe('1/mm');
    expectPicture(measured);
    expectPicture(await folder.results({ ...small, reconstruction: { pixels: 40, pixelSizeMm: 6.4, filter: 'none' } }));
  });

  test('each of four disks at its row and column, in the phantom, the slice and the picture', async () => {
    const disk = (x: number, y: number, value: number) => ({
      type: 'ellipse',
      x,
      y,
      semiAxisX: 4,
      semiAxisY: 4,
      value,
    });
    const results = await folder.results({
      phantom: {
        version: 1,
        name: 'four disks',
        fieldSizeMm: 64,
        values: 'arbitrary',
        composition: 'add',
        shapes: [disk(15.5, 9.5, 1), disk(-12.5, 17.5, 2), disk(-8.5, -20.5, 3), disk(19.5, -5.5, 4)],
      },
      scan: { views: 120, channels: 91, channelSpacingMm: 1 },
      reconstruction: { pixels: 64, pixelSizeMm: 1 },
      display: { width: 5, level: 2.5 },
    });
    const { grey } = results.picture();
    const [phantom, image] = ['phantom.npy', 'reconstruction.npy'].map((name) => results.npy(name).data);
    // Columns x + 31.5 and rows 31.5 − y, counted by hand.
    const places = [22 * 64 + 47, 14 * 64 + 19, 52 * 64 + 23, 37 * 64 + 51];
    places.forEach((place, i) => {
      expect(phantom![place]).toBe(i + 1);
      // Streaks of the other disks reach a tenth.
      expect(Math.abs(image![place]! - (i + 1))).toBeLessThan(0.2);
      expect(Math.abs(grey[place]! - 51 * (i + 1))).toBeLessThan(0.2 * 51 + 1);
    });
  });

  test('image phantoms of an array and of a picture, the right way round', async () => {
    // An asymmetric image, smooth enough for 32²: three blobs.
    const blob = (i: number, row: number, column: number) =>
      Math.exp(-((Math.floor(i / 32) - row) ** 2 + ((i % 32) - column) ** 2) / 18);
    const values = Float32Array.from(
      { length: 1024 },
      (_, i) => blob(i, 8, 10) + 0.6 * blob(i, 20, 24) + 0.3 * blob(i, 24, 7),
    );
    const most = Math.max(...values);
    const grey = Uint8Array.from(values, (value) => Math.round((255 * value) / most));
    folder.put('image.npy', npyBytes(values, [32, 32]));
    folder.put('image.png', writeGreyPng(grey, 32, 32));
    for (const [image, expected] of [
      ['image.npy', values],
      ['image.png', Float32Array.from(grey, (value) => value / 255)],
    ] as const) {
      const results = await folder.results({
        phantom: { image, pixelSizeMm: 2 },
        scan: { views: 90, channels: 61, channelSpacingMm: 1.5 },
        reconstruction: { pixels: 32, pixelSizeMm: 2 },
      });
      // On its own grid the phantom is the image itself, but for the rounding of a grey to float32.
      expect(rmsDifference(results.npy('phantom.npy').data, expected)).toBeLessThan(1e-7);
      // Joseph's interpolation and the channels' blur some: a twentieth of the peak is far from any turned image.
      const peak = Math.max(...expected);
      expect(rmsDifference(results.npy('reconstruction.npy').data, expected)).toBeLessThan(0.05 * peak);
      expect(rmsDifference(results.npy('reconstruction.npy').data, expected.slice().reverse())).toBeGreaterThan(
        0.15 * peak,
      );
    }
  });
});

describe('a bad experiment: code 2, one sentence, nothing written', () => {
  test.each<[string, () => object | string, string | RegExp]>([
    ['a missing file', () => 'absent.json', 'absent.json: there is no such file'],
    ['a folder', () => '.', /^.*: is a folder, not a file$/],
    [
      'no JSON',
      () => folder.put('broken.json', '{ "phantom": '),
      'broken.json: is not valid JSON, it ends unexpectedly',
    ],
    ['an empty file', () => folder.put('empty.json', ''), /^empty\.json: is not valid JSON/],
    ['a list', () => folder.put('list.json', '[]'), /^list\.json: must be an object, got a list$/],
    [
      'a bad value',
      () => folder.put('bad.json', '{ "scan": { "views": 0 } }'),
      'bad.json: scan.views: must be between 1 and 16384, got 0',
    ],
    ['an unknown phantom', () => ({ phantom: 'hip' }), /^phantom: there is no phantom named "hip"; the library has /],
    ['a newer version', () => ({ version: 3 }), /version: this experiment has version 3, newer than version 2/],
    ['a missing measurement', () => ({ measurement: { sinogram: 'absent.npy' } }), 'absent.npy: there is no such file'],
    ['a missing image', () => ({ phantom: { image: 'absent.png' } }), 'absent.png: there is no such file'],
    [
      'a measurement that is no array',
      () => ({ measurement: { sinogram: folder.put('text.npy', 'hello') } }),
      /^text\.npy: expected a NumPy array/,
    ],
  ])('%s', async (_, experiment, sentence) => {
    const ended = await folder.run(experiment());
    expectOneSentence(ended, sentence);
    expect(folder.has(ended.out)).toBe(false);
  });

  test('a file outside of its folder, or too large to be an experiment', async () => {
    const other = mkdtempSync(join(tmpdir(), 'ct-sandbox-elsewhere-'));
    writeFileSync(join(other, 'elsewhere.npy'), npyBytes(new Float32Array(12 * 16), [12, 16]));
    symlinkSync(join(other, 'elsewhere.npy'), join(folder.path, 'link.npy'));
    const linked = { measurement: { sinogram: 'link.npy' } };
    expectOneSentence(
      await folder.run(linked),
      "link.npy: is outside the experiment's folder; only files inside it are read, unless --allow-outside is given",
    );
    const file = folder.put('linked.json', JSON.stringify(linked));
    const { code } = await folder.command([file, '--out', 'linked', '--backend', 'cpu', '--allow-outside']);
    expect(code).toBe(0);
    truncateSync(join(folder.path, folder.put('large.json', '{}')), 2 ** 23 + 1);
    expectOneSentence(await folder.run('large.json'), 'large.json: has 8388609 bytes; at most 8388608 are read');
    rmSync(other, { recursive: true });
  });

  const good = () => folder.put('good.json', JSON.stringify(small));

  test('a protocol of a phantom that none is made for', async () => {
    expectOneSentence(
      await folder.command([good(), '--out', 'none', '--backend', 'cpu', '--protocol']),
      '--protocol: Shepp–Logan 1974 is not made for any protocol.',
    );
    expect(folder.has('none')).toBe(false);
  });

  test('a bad command line', async () => {
    const usage =
      'Usage: npm run headless -- EXPERIMENT.json --out DIR [--backend auto|cpu|gpu] [--formats LIST] [--protocol] [--script astra|tigre|cil] [--geometry FILE] [--allow-outside]';
    const file = good();
    expectOneSentence(await folder.command([]), `No experiment file was given. ${usage}`);
    expectOneSentence(await folder.command([file]), `--out: the output folder is missing. ${usage}`);
    expectOneSentence(await folder.command([file, '--out']), /--out/);
    expectOneSentence(await folder.command([file, 'b.json', '--out', 'x']), /^Only one experiment can run at a time/);
    expectOneSentence(
      await folder.command([file, '--out', 'x', '--backend', 'tpu']),
      '--backend: must be one of auto, cpu, gpu, got tpu',
    );
    expectOneSentence(
      await folder.command([file, '--out', 'x', '--formats', 'npy,docx']),
      /^--formats: must be some of npy, tiff, nifti, nifti-gz, dicom, csv, npz, dicom-picture, .* got docx$/,
    );
    expectOneSentence(await folder.command([file, '--out', 'x', '--size', '3']), /--size/);
    expect(folder.has('x')).toBe(false);
  });

  test('a folder to write into that is a file, or lies below one', async () => {
    const file = good();
    const taken = folder.put('taken', 'by a file');
    const command = (out: string) => folder.command([file, '--out', out, '--backend', 'cpu']);
    expectOneSentence(await command(taken), /^--out: .*taken is a file, not a folder$/);
    expectOneSentence(await command(`${taken}/below`), /^--out: /);
  });

  test('--backend gpu where there is no adapter', async () => {
    const ended = await folder.run(small, { backend: 'gpu' });
    expectOneSentence(ended, /^--backend gpu: no GPU (driver|adapter) was found on this machine/);
    expect(folder.has(ended.out)).toBe(false);
  });
});

test('auto falls back to the CPU and says so in one sentence', async () => {
  const ended = await folder.run(small, { backend: 'auto' });
  expect([ended.code, ended.stdout]).toEqual([0, '']);
  expect(ended.stderr).toMatch(/^Running on the CPU: no GPU (driver|adapter) was found on this machine[^\n]*\.\n$/);
  expect(resultsIn(ended.out).report.backend).toBe('cpu');
});
