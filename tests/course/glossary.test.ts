import { describe, expect, test } from 'vitest';
import { GLOSSARY } from '../../src/course/glossary.ts';
import { plain, searchGlossary, termNamed, termOf } from '../../src/course/glossary-index.ts';
import type { Term } from '../../src/course/glossary-term.ts';

const each = GLOSSARY.map((term) => [term.id, term] as const);
const namesOf = ({ title, names = [] }: Term) => [title, ...names];

function twice<Value>(values: readonly Value[]): Value[] {
  return values.filter((value, i) => values.indexOf(value) < i);
}

describe('the glossary', () => {
  test('has a term once, and a name for one term alone', () => {
    expect(twice(GLOSSARY.map(({ id }) => id))).toEqual([]);
    expect(twice(GLOSSARY.flatMap(namesOf).map(plain))).toEqual([]);
  });

  test.each(each)('%s: two sentences or three, short, that do more than repeat the word', (id, { words, title }) => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    const sentences = words.split(/(?<=[.!?]) (?=[A-Z0-9])/);
    expect([words, sentences.length >= 2 && sentences.length <= 3]).toEqual([words, true]);
    expect(words).toMatch(/^[A-Z0-9].*\.$/s);
    expect(words.length).toBeLessThan(320);
    expect(plain(sentences[0]!).startsWith(`${plain(title)} is`)).toBe(false);
  });

  test.each(each)('%s leads to other terms, and has something to see', (id, { related, tex, drawing, source }) => {
    expect(related.filter((other) => !termNamed(other))).toEqual([]);
    expect([related.length > 0, twice(related), related.includes(id)]).toEqual([true, [], false]);
    expect(source === undefined || tex !== undefined || drawing !== undefined).toBe(true);
  });
});

describe('a label on screen', () => {
  test.each([
    ['Projections', 'number-of-projections'],
    ['Channels (ch)', 'channel'],
    ['sinogram of A', 'sinogram'],
    ['● Sinogram', 'sinogram'],
    ['  CHANNELS:', 'channel'],
  ])('%j is a term', (text, id) => {
    expect(termOf(text)?.id).toBe(id);
  });

  test('of something else is none, and the first of its names that is one counts', () => {
    expect(termOf('Close')).toBeUndefined();
    expect(termOf('no such name', 'scan.views')?.id).toBe('number-of-projections');
  });
});

describe('what is looked for', () => {
  test('is found by title first, then by other names, then by what is said of it', () => {
    expect(searchGlossary('sino').map(({ id }) => id)[0]).toBe('sinogram');
    expect(searchGlossary('scan.channels').map(({ id }) => id)).toEqual(['channel']);
    expect(searchGlossary('Sine  CURVE').map(({ id }) => id)).toContain('sinogram');
    expect(searchGlossary('xyzzy')).toEqual([]);
  });

  test('is everything in alphabetical order where nothing is', () => {
    const titles = searchGlossary('').map(({ title }) => title);
    expect(titles).toHaveLength(GLOSSARY.length);
    expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b, 'en', { sensitivity: 'base' })));
  });
});
