import { describe, expect, test } from 'vitest';
import { placeAt } from '../../../src/app/report/drag-order.ts';
import { inkedBox } from '../../../src/app/report/inked-box.ts';
import { isoNow, Notebook, type Records } from '../../../src/app/report/notebook.ts';
import { picture, text } from '../../report/made-up-report.ts';

/** A browser's records in memory. */
function madeUpRecords(kept = new Map<string, unknown>()): Records & { readonly kept: Map<string, unknown> } {
  return {
    kept,
    get: async (key) => structuredClone(kept.get(key)),
    put: async (key, value) => void kept.set(key, structuredClone(value)),
    remove: async (key) => void kept.delete(key),
    names: async () => [...kept.keys()],
  };
}

const idsOf = ({ report }: Notebook) => report.entries.map(({ id }) => id).join(' ');
const bytes = (...values: number[]) => Uint8Array.from(values);

describe('the notebook', () => {
  test('is there again when the page is opened again, pictures and all', async () => {
    const records = madeUpRecords();
    const notebook = await Notebook.open(records, null);
    notebook.setHead({ title: 'Dose', author: 'Me' });
    notebook.add(
      picture({}, ['one', 'two']),
      new Map([
        ['one', bytes(1, 2)],
        ['two', bytes(3)],
      ]),
    );
    notebook.add(text());
    notebook.change('text', { words: 'Seen.' });
    await notebook.flush();
    const again = await Notebook.open(records, null);
    expect(again.report).toEqual(notebook.report);
    expect(again.report.entries[1]!.words).toBe('Seen.');
    expect(again.picture('one')).toEqual(bytes(1, 2));
    expect(again.fault).toBe(null);
  });

  test('writes no picture again when words are typed', async () => {
    const records = madeUpRecords();
    const notebook = await Notebook.open(records, null);
    notebook.add(picture(), new Map([['one', bytes(1)]]));
    await notebook.flush();
    records.kept.set('picture:one', 'untouched');
    notebook.change('picture-one', { words: 'Noisy.' });
    await notebook.flush();
    expect(records.kept.get('picture:one')).toBe('untouched');
  });

  test('what was deleted comes back to its place, until another visit forgets its picture', async () => {
    const records = madeUpRecords();
    const notebook = await Notebook.open(records, null);
    notebook.add(text({ id: 'a' }));
    notebook.add(picture({ id: 'b' }), new Map([['one', bytes(1)]]));
    notebook.add(text({ id: 'c' }));
    notebook.remove('b');
    notebook.remove('a');
    expect(idsOf(notebook)).toBe('c');
    expect(notebook.lastDeleted?.id).toBe('a');
    expect(notebook.restore()?.id).toBe('a');
    expect(notebook.restore()?.id).toBe('b');
    expect(notebook.restore()).toBe(null);
    expect(idsOf(notebook)).toBe('a b c');
    notebook.remove('b');
    await notebook.flush();
    expect(records.kept.has('picture:one')).toBe(true);
    const again = await Notebook.open(records, null);
    await again.flush();
    expect(records.kept.has('picture:one')).toBe(false);
    expect(idsOf(again)).toBe('a c');
  });

  test('a new report can be taken back entry by entry', async () => {
    const notebook = await Notebook.open(madeUpRecords(), null);
    for (const id of ['a', 'b', 'c']) notebook.add(text({ id }));
    notebook.clear();
    expect(idsOf(notebook)).toBe('');
    for (let i = 0; i < 3; i++) notebook.restore();
    expect(idsOf(notebook)).toBe('a b c');
  });

  test('goes on where the browser keeps nothing, and says so', async () => {
    const refused = async () => Promise.reject(new DOMException('no', 'SecurityError'));
    const notebook = await Notebook.open({ get: refused, put: refused, remove: refused, names: refused }, null);
    notebook.add(text());
    expect(idsOf(notebook)).toBe('text');
    await notebook.flush();
    expect(notebook.fault).toBe(
      'This browser does not keep the report: what is not saved as HTML or ZIP is gone when the page is closed.',
    );
  });

  test('says where there is no more room', async () => {
    const records = madeUpRecords();
    const full = { ...records, put: async () => Promise.reject(new DOMException('full', 'QuotaExceededError')) };
    const notebook = await Notebook.open(full, null);
    notebook.add(text());
    await notebook.flush();
    expect(notebook.fault).toMatch(/^This browser has no more room for the report/);
  });

  test('reads what there is of a damaged report, and says how much is lost', async () => {
    const records = madeUpRecords();
    const notebook = await Notebook.open(records, null);
    notebook.add(picture(), new Map([['one', bytes(1)]]));
    notebook.add(text());
    await notebook.flush();
    records.kept.delete('picture:one');
    const again = await Notebook.open(records, null);
    expect(idsOf(again)).toBe('text');
    expect(again.fault).toBe('One entry of the report could not be read.');
    records.kept.set('report', 'nonsense');
    const last = await Notebook.open(records, null);
    expect(last.fault).toMatch(/^What was kept of a report cannot be read: The report: must be an object/);
  });

  test('puts an answer in place of the one before', async () => {
    const notebook = await Notebook.open(madeUpRecords(), null);
    const given = { lesson: 'Noise', step: 'Halve it', question: 'What happens?' };
    notebook.addAnswer({ ...given, answer: { predicted: 'More noise' } });
    notebook.addAnswer({ ...given, answer: { explained: 'Fewer photons' } });
    expect(notebook.report.entries).toMatchObject([
      { kind: 'answer', title: 'Halve it', answer: { predicted: 'More noise', explained: 'Fewer photons' } },
    ]);
  });

  test('tells those who listen until they do not', async () => {
    const notebook = await Notebook.open(madeUpRecords(), null);
    let told = 0;
    const end = notebook.listen(() => told++);
    notebook.setHead({ title: 'x' });
    end();
    notebook.setHead({ title: 'y' });
    expect(told).toBe(1);
    await notebook.flush();
  });
});

test('a date is that of the place, to the minute', () => {
  expect(isoNow(new Date(2026, 10, 3, 4, 5))).toBe('2026-11-03T04:05');
});

test('a card goes below those whose middles are above the pointer', () => {
  expect([0, 10, 11, 50].map((height) => placeAt([10, 20, 30], height))).toEqual([0, 0, 1, 3]);
});

test('the box of what is drawn leaves the white away', () => {
  const white = 0xffffffff;
  const pixels = new Uint32Array(5 * 4).fill(white);
  expect(inkedBox(pixels, 5, 4)).toBe(null);
  pixels[1 * 5 + 2] = 0xff000000;
  pixels[2 * 5 + 3] = 0xff000000;
  expect(inkedBox(pixels, 5, 4)).toEqual({ left: 2, top: 1, right: 4, bottom: 3 });
});
