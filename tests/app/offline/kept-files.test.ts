import { describe, expect, test } from 'vitest';
import { fileAddress, isPart, mayTidy } from '../../../src/app/offline/kept-files.ts';

const SCOPE = 'https://school.example/courses/ct/';

describe('which of a folder’s files an address means', () => {
  test.each([
    ['', 'index.html'],
    ['#experiment=abc', 'index.html'],
    ['?from=a/b', 'index.html'],
    ['index.html?from=somewhere#experiment=abc', 'index.html'],
    ['assets/late-C9_-a0Zq.js?again=1', 'assets/late-C9_-a0Zq.js'],
    // Pages of their own may lie below.
    ['older/', 'older/'],
  ])('“%s” is %s', (asked, file) => {
    expect(fileAddress(`${SCOPE}${asked}`, SCOPE)).toBe(`${SCOPE}${file}`);
  });

  test.each([
    'https://school.example/courses/',
    'https://school.example/courses/ct',
    'https://school.example/courses/ct-2/index.html',
    `https://elsewhere.example/?${SCOPE}index.html`,
  ])('%s is none of them', (asked) => {
    expect(fileAddress(asked, SCOPE)).toBeNull();
  });

  test('a part of another version lies where parts lie', () => {
    expect(isPart(`${SCOPE}assets/late-C9_-a0Zq.js`, SCOPE)).toBe(true);
    expect(isPart(`${SCOPE}older/assets/late-C9_-a0Zq.js`, SCOPE)).toBe(false);
    expect(isPart(`${SCOPE}index.html`, SCOPE)).toBe(false);
  });
});

describe('what only other versions had goes', () => {
  const alone = { installing: null, waiting: null };
  const page = `${SCOPE}#experiment=abc`;

  test('when one page is open, whatever else of the server is', () => {
    expect(mayTidy(alone, [page, 'https://school.example/mail/'], SCOPE)).toBe(true);
  });

  test('not while another page is open, which may be of the version before', () => {
    expect(mayTidy(alone, [page, SCOPE], SCOPE)).toBe(false);
  });

  test('not while a newer version is being fetched, or waits', () => {
    expect(mayTidy({ ...alone, installing: {} }, [page], SCOPE)).toBe(false);
    expect(mayTidy({ ...alone, waiting: {} }, [page], SCOPE)).toBe(false);
  });
});
