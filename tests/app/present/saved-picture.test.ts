import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { brokenLine } from '../../../src/app/panes/pane-snapshot.ts';
import { savedPicture } from '../../../src/app/present/saved-picture.ts';
import { resolveExperiment, scanOf } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { captionOf } from '../../../src/experiment/picture-caption.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';

async function captioned(settings: object, isUnfiltered = false, isReadOnly = false) {
  const input = parseExperimentInput(settings);
  const subject = await loadSubject(input, async () => new Uint8Array());
  const experiment = resolveExperiment(input, subject);
  return captionOf({
    title: 'Reconstruction',
    subjectName: 'Shepp–Logan 1974',
    experiment,
    ...{ isUnfiltered, isReadOnly },
    scan: scanOf(experiment, subject),
    window: 'W 1500  L −600 HU',
    note: null,
    date: new Date(2026, 10, 3, 23, 59),
  });
}

describe('the caption of a saved picture', () => {
  test('has what it takes to make it again', async () => {
    const { lines, texts } = await captioned({ scan: { views: 90 }, reconstruction: { filter: 'hann', cutoff: 0.8 } });
    expect(lines).toEqual([
      'Reconstruction: Shepp–Logan 1974',
      'Parallel beam, 90 projections over 180°, 736 channels of 0.5 mm',
      'Filtered back-projection, Hann up to 80 % of Nyquist, 512² pixels of 0.5 mm',
      'W 1500  L −600 HU · CT sandbox, 2026-11-03',
    ]);
    expect(Object.fromEntries(texts)).toEqual({
      Title: lines[0],
      Description: `${lines[1]}; ${lines[2]}`,
      Window: 'W 1500  L −600 HU',
      Software: 'CT sandbox',
      'Creation Time': '2026-11-03',
    });
  });

  test('names beam, corrections and the filter that was left out', async () => {
    const { lines } = await captioned(
      {
        scan: { geometry: 'fan', detector: 'arc' },
        physics: { spectrum: { voltageKV: 100 }, photons: 1e5 },
        corrections: { rings: true },
      },
      true,
    );
    expect(lines[1]).toMatch(/^Fan beam, arc detector, .*, 100 kV tube, 10⁵ photons$/);
    expect(lines[2]).toMatch(/no filter.*corrected for rings$/);
  });

  test('names iterations, and what is set otherwise than usual, and no filter', async () => {
    const sirt = { method: 'sirt', iterations: 40, start: 'fbp', isNonNegative: false, discrepancy: 2 };
    const { lines } = await captioned({ version: 2, reconstruction: sirt });
    expect(lines[2]).toBe(
      'SIRT, 40 iterations, start: filtered back-projection, not below 0: no, 512² pixels of 0.5 mm',
    );
    const stopped = await captioned({
      ...{ version: 2, acquisition: { beam: { kind: 'monochromatic' }, noise: { photons: 10_000 } } },
      reconstruction: { ...sirt, stop: 'discrepancy' },
    });
    const words = stopped.lines.join(' | ');
    expect(words).toContain('up to 40 iterations, ');
    expect(words).toContain('discrepancy: 2 × noise');
  });

  test('of a radiograph says nothing of a reconstruction', async () => {
    const { lines } = await captioned({ version: 2, scan: { geometry: 'cone', views: 1, startDeg: 30 } }, false, true);
    expect(lines.slice(1, -1)).toEqual(['Cone beam, flat panel, one projection at 30°, 736 channels of 1 mm']);
  });

  test('is broken between words where it is too long', () => {
    const measure = (text: string) => text.length;
    expect(brokenLine('one two three', 7, measure)).toEqual(['one two', 'three']);
    expect(brokenLine('averylongword and more', 8, measure)).toEqual(['averylongword', 'and more']);
    expect(brokenLine('short', 80, measure)).toEqual(['short']);
  });
});

test('a plain picture has a grey for each value, and its caption inside', async () => {
  const caption = await captioned({});
  const pane = {
    greyMapping: { black: -1, white: 1, inverted: false },
    snapshot: () => Promise.reject(new Error('the picture alone needs no canvas')),
  };
  const values = Float32Array.of(-2, -1, -0.5, 0, 0.5, 1);
  const png = await savedPicture(pane, caption, { values, rows: 2, columns: 3 });
  const { width, height, channels, depth, data, text } = decode(png, { checkCrc: true });
  expect({ width, height, channels, depth }).toEqual({ width: 3, height: 2, channels: 1, depth: 8 });
  expect([...data]).toEqual([0, 0, 64, 128, 191, 255]);
  expect(text).toMatchObject({ Title: 'Reconstruction: Shepp-Logan 1974', Window: 'W 1500  L -600 HU' });
});
