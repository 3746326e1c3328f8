import { describe, expect, test } from 'vitest';
import type { TextStore } from '../../../../src/app/elements/browser-store.ts';
import { KeptProgress } from '../../../../src/app/workplaces/learn/kept-progress.ts';

/** A browser's storage, which may refuse to be written to or to be read. */
function made({ refuses = false, hides = false } = {}): TextStore & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    getItem: (key) => {
      if (hides) throw new DOMException('hidden', 'SecurityError');
      return texts.get(key) ?? null;
    },
    setItem: (key, text) => {
      if (refuses) throw new DOMException('full', 'QuotaExceededError');
      texts.set(key, text);
    },
  };
}

/** A lesson is gone through, and how often it was said that it is not kept. */
function gone(store: TextStore | null) {
  let told = 0;
  const progress = new KeptProgress(store, () => told++);
  const before = told;
  progress.visit('sinogram', 'rows');
  progress.finish('sinogram', 'rows');
  progress.answer('sinogram', 'bead', { kind: 'predict', option: 1 });
  return { progress, before, told };
}

describe('what a student has done', () => {
  test('is there on the next visit, and nothing is said', () => {
    const store = made();
    const { told, progress } = gone(store);
    expect([told, progress.isKept]).toEqual([0, true]);
    const next = new KeptProgress(store, () => expect.unreachable());
    expect(next.last).toBe('sinogram');
    expect(next.of('sinogram')).toMatchObject({ at: 'rows', answers: { bead: { kind: 'predict', option: 1 } } });
  });

  test.each([
    ['has no storage', null],
    ['refuses to write', made({ refuses: true })],
    ['refuses to read and to write', made({ refuses: true, hides: true })],
  ])('goes on in a browser that %s, which is said once, when there is something to keep', (_, store) => {
    const { progress, before, told } = gone(store);
    expect([before, told, progress.isKept]).toEqual([0, 1, false]);
    expect(progress.of('sinogram')).toMatchObject({ at: 'rows', done: ['rows'] });
    progress.forget();
    expect(progress.last).toBeNull();
  });
});
