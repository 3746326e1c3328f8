import { describe, expect, test } from 'vitest';
import { excerpt, InputError, MOST_SENTENCE_CHARACTERS } from '../src/errors.ts';
import { parseExperimentInput } from '../src/experiment/experiment-schema.ts';
import { loadSubject } from '../src/experiment/subject.ts';
import { parsePhantomFile } from '../src/phantom/phantom-file.ts';
import { sentenceOf } from './support/sentences.ts';

/** Seen by nobody, or turning what follows about: controls, line breaks, zero width, direction, lone surrogates. */
const UNSEEN = ['\u0000', '\n', '\r', '\u001b', '\u007f', '\u200b', '\u202e', '\u2066', '\u2028', '\ufeff', '\ud800'];
const ALL_SEEN = /^[^\p{C}\p{Zl}\p{Zp}]*$/u;

describe('somebody else’s text in a sentence', () => {
  test('is cut short and made visible', () => {
    expect(excerpt('short', 5)).toBe('short');
    expect(excerpt('longer', 5)).toBe('long…');
    for (const character of UNSEEN) expect(excerpt(`a${character}b`, 60)).toBe('a\ufffdb');
    expect(excerpt(`e${'\u0301'.repeat(500)}`, 600)).toBe('e\u0301\u0301');
    // Half of a character is none.
    expect(excerpt('ab\u{1f600}', 3)).toMatch(ALL_SEEN);
  });

  test('leaves the sentence one line of bounded length, whoever wrote it', () => {
    const { message } = new InputError(`${'a '.repeat(5000)}\n${UNSEEN.join('')}: is wrong`);
    expect(message).toHaveLength(MOST_SENTENCE_CHARACTERS);
    expect(message).toMatch(/: is wrong$/);
    expect(new InputError(UNSEEN.join(' ')).message).toMatch(ALL_SEEN);
    // What is endless is not walked through.
    expect(new InputError('a\n'.repeat(2e6)).message).toMatch(ALL_SEEN);
  });

  test('names of files keep their ends, and the sentence what is wrong', () => {
    expect(new InputError('slice.dcm: is empty').message).toBe('slice.dcm: is empty');
    expect(new InputError(`${'long'.repeat(100)}.dcm: is empty`).message).toMatch(
      /^long.{55}….{50,60}\.dcm: is empty$/,
    );
    expect(new InputError('gpj\u202e.exe: is empty').message).toBe('gpj\ufffd.exe: is empty');
  });
});

describe('wherever it enters', () => {
  const long = 'k'.repeat(40_000);
  const wild = `${UNSEEN.join('')}${long}`;
  const ellipse = { type: 'ellipse', x: 0, y: 0, semiAxisX: 1, semiAxisY: 1, value: 1 };
  const phantom = {
    version: 1,
    name: 'A',
    fieldSizeMm: 10,
    values: 'arbitrary',
    composition: 'add',
    shapes: [ellipse],
  };
  const readNothing = async () => new Uint8Array();
  const load = (json: unknown) => loadSubject(parseExperimentInput(json), readNothing);

  test.each<[string, (text: string) => unknown]>([
    ['a key', (text) => parseExperimentInput({ [text]: 1 })],
    ['a key further down', (text) => parseExperimentInput({ scan: { [text]: 1 } })],
    ['a word', (text) => parseExperimentInput({ scan: { geometry: text } })],
    ['the place of a number', (text) => parseExperimentInput({ scan: { views: text } })],
    ['the place of an object', (text) => parseExperimentInput({ scan: text })],
    ['lists of it', (text) => parseExperimentInput({ scan: { geometry: Array.from({ length: 9 }, () => [text]) } })],
    ['a phantom’s key', (text) => parsePhantomFile({ ...phantom, [text]: 1 })],
    ['a shape’s key', (text) => parsePhantomFile({ ...phantom, shapes: [{ ...ellipse, [text]: 1 }] })],
    ['a shape’s type', (text) => parsePhantomFile({ ...phantom, shapes: [{ ...ellipse, type: text }] })],
    ['a phantom’s name', (text) => load({ phantom: text })],
    ['the name of an image', (text) => load({ phantom: { image: text.slice(0, 900) } })],
    ['the name of a sinogram', (text) => load({ measurement: { sinogram: text.slice(0, 900) } })],
  ])('%s', async (_, refuse) => {
    for (const text of [long, wild]) {
      const sentence = await sentenceOf(() => refuse(text));
      expect(sentence).toMatch(ALL_SEEN);
      expect(sentence.length).toBeLessThan(500);
      expect(sentence).not.toMatch(/undefined|\[object|RangeError|call stack/);
    }
  });
});
