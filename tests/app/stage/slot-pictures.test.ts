import { expect, test } from 'vitest';
import type { Engine } from '../../../src/app/engine/engine.ts';
import type { AnyPane } from '../../../src/app/stage/any-pane.ts';
import { SlotPictures } from '../../../src/app/stage/slot-pictures.ts';
import type { Picture } from '../../../src/app/views/view.ts';

/** An engine that counts its surfaces. */
function engine(name: string) {
  let surfaces = 0;
  return { createSurface: () => `${name} ${++surfaces}`, picture: (array: unknown) => array } as unknown as Engine;
}

/** A pane that remembers on what it painted. */
function made() {
  const heard: unknown[] = [];
  const pane = {
    show: (surface: unknown) => heard.push(surface),
    showOver: (surface: unknown) => heard.push(['over', surface]),
    clear: () => heard.push('cleared'),
    clearOver: () => heard.push('cleared over'),
  };
  return { pane: pane as unknown as AnyPane, heard };
}

const picture = (array: string) => ({ array }) as unknown as Picture;
const arrayOf = (array: string) => picture(array).array;

test('a slot is painted on one surface, and on another one when another device computes', () => {
  const pictures = new SlotPictures();
  const { pane, heard } = made();
  const [gpu, cpu] = [engine('gpu'), engine('cpu')];
  pictures.put('slice', pane, gpu, picture('a'));
  pictures.put('slice', pane, gpu, picture('b'));
  pictures.put('slice', pane, cpu, picture('c'));
  expect(heard).toEqual(['gpu 1', 'gpu 1', 'cpu 1']);
  expect(pictures.of('slice')).toEqual({ array: 'c', engine: cpu });
  expect([pictures.has(arrayOf('b')), pictures.has(arrayOf('c'))]).toEqual([false, true]);
});

test('what lies over a picture has a surface of its own, and goes alone or with it', () => {
  const pictures = new SlotPictures();
  const { pane, heard } = made();
  const gpu = engine('gpu');
  pictures.put('slice', pane, gpu, picture('a'));
  pictures.putOver('slice', pane, gpu, picture('b'));
  expect(pictures.over('slice')?.array).toBe('b');
  expect(pictures.has(arrayOf('b'))).toBe(true);
  pictures.clearOver('slice', pane);
  expect([pictures.of('slice')?.array, pictures.over('slice')]).toEqual(['a', null]);
  pictures.putOver('slice', pane, gpu, picture('c'));
  pictures.clear('slice', pane);
  expect([pictures.of('slice'), pictures.over('slice')]).toEqual([null, null]);
  expect(heard).toEqual(['gpu 1', ['over', 'gpu 2'], 'cleared over', ['over', 'gpu 3'], 'cleared over', 'cleared']);
});
