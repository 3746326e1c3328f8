import { describe, expect, test } from 'vitest';
import type { Block, Inline } from '../../src/course/compiled-lesson.ts';
import { COURSE, loadLesson } from '../../src/course/course.ts';
import { GLOSSARY, hasFormula, wordsOf } from '../../src/course/glossary.ts';
import { plain, searchGlossary, termNamed, termOf } from '../../src/course/glossary-index.ts';
import { parseTerm } from '../../src/course/glossary-schema.ts';

function twice<Value>(values: readonly Value[]): Value[] {
  return values.filter((value, i) => values.indexOf(value) < i);
}

/** The ids of terms that a text leads to. */
function termsIn(blocks: readonly Block[]): string[] {
  const ofInlines = (inlines: readonly Inline[]): string[] =>
    inlines.flatMap((inline) => {
      if (typeof inline === 'string' || !('inlines' in inline)) return [];
      return [...(inline.kind === 'term' ? [inline.id] : []), ...ofInlines(inline.inlines)];
    });
  return blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return ofInlines(block.inlines);
    if (block.kind === 'list') return block.items.flatMap(termsIn);
    return block.kind === 'remark' ? termsIn(block.blocks) : [];
  });
}

describe('the glossary', () => {
  test('has a term once, and a name for one term alone', () => {
    expect(GLOSSARY.length).toBeGreaterThan(150);
    expect(twice(GLOSSARY.map(({ id }) => id))).toEqual([]);
    expect(twice(GLOSSARY.flatMap(({ title, names }) => [title, ...names]).map(plain))).toEqual([]);
  });

  test('says of each in two sentences or three, short ones, more than its own name', () => {
    const faults = GLOSSARY.flatMap((term) => {
      const words = wordsOf(term);
      const sentences = words.split(/(?<=[.!?]) (?=[A-Z0-9])/);
      const first = plain(sentences[0]!);
      return [
        ...(sentences.length < 2 || sentences.length > 3 ? [`${term.id}: ${sentences.length} sentences`] : []),
        ...(words.length >= 320 ? [`${term.id}: ${words.length} characters`] : []),
        ...(/^[A-Z0-9].*\.$/s.test(words) ? [] : [`${term.id}: begins or ends oddly`]),
        ...(first.startsWith(`${plain(term.title)} is`) ? [`${term.id}: begins with its own name`] : []),
        ...(/\{\{|lesson:/.test(words) ? [`${term.id}: has what only lessons have`] : []),
        ...(term.text.length > (hasFormula(term) ? 2 : 1) ? [`${term.id}: more than a paragraph and a formula`] : []),
        ...(hasFormula(term) && !term.source && !DEFINED_HERE.includes(term.id) ? [`${term.id}: no source`] : []),
      ];
    });
    expect(faults).toEqual([]);
  });

  test('leads from each to others that are there', () => {
    const faults = GLOSSARY.flatMap(({ id, related, text }) => [
      ...[...related, ...termsIn(text)].filter((other) => !termNamed(other)).map((other) => `${id}: no ${other}`),
      ...(related.includes(id) || twice(related).length > 0 ? [`${id}: itself, or one of them twice`] : []),
    ]);
    expect(faults).toEqual([]);
  });

  test('has a formula or a drawing for most, and something to be shown for all but what is not modelled', () => {
    expect(GLOSSARY.filter(({ show }) => show === null).map(({ id }) => id)).toEqual(['heel-effect']);
    const seen = GLOSSARY.filter((term) => hasFormula(term) || term.drawing !== null);
    expect(seen.length / GLOSSARY.length).toBeGreaterThan(0.5);
  });

  test('says in words what a drawing shows, and not its title once more', () => {
    const drawn = GLOSSARY.flatMap(({ title, drawing }) => (drawing ? [[title, drawing.words] as const] : []));
    expect(new Set(drawn.map(([, words]) => words)).size).toBe(drawn.length);
    for (const [title, words] of drawn) {
      expect(words).toMatch(/^[A-Z].{20,}\.$/);
      expect(words).not.toBe(title);
    }
    const settings = { related: ['scan'], drawing: [['circle', 60, 32, 26]] };
    expect(() => parseTerm({ id: 'a', title: 'A', text: [], settings })).toThrow('a drawing needs words');
  });

  test('has every term that lessons lead to', async () => {
    const lessons = await Promise.all(COURSE.names.map(loadLesson));
    const terms = lessons.flatMap(({ name, steps }) =>
      steps.flatMap(({ text, notes }) => termsIn([...text, ...notes]).map((id) => [name, id] as const)),
    );
    expect(terms.filter(([, id]) => !termNamed(id))).toEqual([]);
  });
});

/** Formulas that say how something is counted here, and stand in no book. */
const DEFINED_HERE = ['gups', 'speed-up', 'relative-dose', 'rmse', 'psnr', 'mean', 'standard-deviation', 'thread'];

describe('a text on screen', () => {
  test.each([
    ['Projections', 'number-of-projections'],
    ['Channels (ch)', 'channel'],
    ['sinogram of A', 'sinogram'],
    ['● Sinogram', 'sinogram'],
    ['  CHANNELS:', 'channel'],
    ['Phantoms…', 'phantom'],
    ['Hu’s term', 'missing-cone'],
    ["Hu's term", 'missing-cone'],
  ])('%j is a term', (text, id) => {
    expect(termOf(text)?.id).toBe(id);
  });

  test('of something else is none, and the first of its names that is one counts', () => {
    expect(termOf('Close')).toBeUndefined();
    expect(termOf('no such name', 'scan.views')?.id).toBe('number-of-projections');
    expect(termOf('corrections.rings', 'Rings')?.id).toBe('ring-filter');
    expect(termOf('Rings')?.id).toBe('ring-artefact');
  });
});

describe('what is looked for', () => {
  test('is found by title first, then by other names, then by what is said of it', () => {
    expect(searchGlossary('sino').map(({ id }) => id)[0]).toBe('sinogram');
    expect(searchGlossary('scan.channels').map(({ id }) => id)[0]).toBe('channel');
    expect(searchGlossary('tuning forks').map(({ id }) => id)).toEqual(['wrong-axis']);
    expect(searchGlossary('xyzzy')).toEqual([]);
  });

  test('is everything in alphabetical order where nothing is', () => {
    const titles = searchGlossary('').map(({ title }) => title);
    expect(titles).toHaveLength(GLOSSARY.length);
    expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b, 'en', { sensitivity: 'base' })));
  });
});
