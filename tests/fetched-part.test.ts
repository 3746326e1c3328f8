import { describe, expect, test } from 'vitest';
import { MissingPartError } from '../src/errors.ts';
import { addressIn, againAddress, fetchedPart, fetching } from '../src/fetched-part.ts';

describe('a part that cannot be fetched', () => {
  test('is asked for once more, and then told of in a sentence', async () => {
    let times = 0;
    const failing = () => {
      times++;
      return Promise.reject(new TypeError('Importing a module script failed.'));
    };
    const error = await fetchedPart(failing, 'The phantom Thorax').catch((reason: unknown) => reason);
    expect(times).toBe(2);
    expect(error).toBeInstanceOf(MissingPartError);
    expect((error as Error).message).toMatch(/^The phantom Thorax could not be loaded: /);
    expect((error as Error).message).not.toContain('module script');
  });

  test('is there when it can be had the second time', async () => {
    let times = 0;
    const part = await fetchedPart(async () => {
      if (times++ === 0) throw new TypeError('Importing a module script failed.');
      return { name: 'late' };
    });
    expect(part).toEqual({ name: 'late' });
  });

  // Browsers keep an address that failed as failed; these are their words (Chromium 147, Firefox 140).
  test.each([
    'Failed to fetch dynamically imported module: http://127.0.0.1:4173/assets/thorax-Cq.js',
    'error loading dynamically imported module: http://127.0.0.1:4173/assets/thorax-Cq.js',
  ])('is asked for under another address: %s', (message) => {
    const address = addressIn(new TypeError(message));
    expect(address).toBe('http://127.0.0.1:4173/assets/thorax-Cq.js');
    expect(againAddress(address!)).not.toBe(againAddress(address!));
    expect(new URL(againAddress(address!)).pathname).toBe('/assets/thorax-Cq.js');
  });

  test('whose address nobody tells has none', () => {
    expect(addressIn(new TypeError('Importing a module script failed.'))).toBeNull();
    expect(addressIn('no error at all')).toBeNull();
  });
});

test('whoever says what is waited for is told, also of what never comes', async () => {
  const told: string[] = [];
  fetching.onBegin = (what, part) => {
    told.push(`${what} begins`);
    part.then(
      () => told.push(`${what} is there`),
      () => told.push(`${what} failed`),
    );
  };
  try {
    await fetchedPart(async () => 1, 'One');
    await fetchedPart(() => Promise.reject(new TypeError('no')), 'Two').catch(() => {});
    expect(told).toEqual(['One begins', 'One is there', 'Two begins', 'Two failed']);
  } finally {
    delete fetching.onBegin;
  }
});
