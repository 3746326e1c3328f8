import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_JSON_CHARACTERS, mustNotBeNested, parseJson } from '../src/json-text.ts';
import { sentenceOf } from './support/sentences.ts';

describe('JSON from a person', () => {
  test('is what JSON.parse makes of it, a byte order mark left out', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(parseJson(`\uFEFF${text}`, 'a.json')).toEqual(JSON.parse(text));
      }),
    );
  });

  test.each([
    ['', 'it is empty'],
    [' \n', 'it is empty'],
    ['{"scan": {"views": }', 'there is an error at line 1, character 20'],
    ['{\n  "scan": {\n    "views": 3,\n  }\n}', 'there is an error at line 4, character 3'],
    ['{"a": 1', 'it ends unexpectedly'],
    ['"never closed', 'it ends unexpectedly'],
    ["{'a': 1}", 'there is an error at line 1, character 2'],
    ['[1, 2] 3', 'there is an error at line 1, character 8'],
    ['[01]', 'there is an error at line 1, character 3'],
    ['{"a" 1}', 'there is an error at line 1, character 6'],
    ['["tab\there"]', 'there is an error at line 1, character 6'],
    ['["\\x"]', 'there is an error at line 1, character 3'],
    ['[1,]', 'there is an error at line 1, character 4'],
    ['nul', 'there is an error at line 1, character 1'],
  ])('%j is refused with its place: %s', async (text, place) => {
    expect(await sentenceOf(() => parseJson(text, 'a.json'))).toBe(`a.json: is not valid JSON, ${place}`);
  });

  test('that is damaged is refused without a word of the engine', async () => {
    const whole = JSON.stringify({
      scan: { views: 720, arcDeg: -1.5e2 },
      phantom: 'a"\\\u00e9',
      list: [true, null, []],
    });
    for (let at = 0; at < whole.length; at++) {
      for (const text of [whole.slice(0, at), `${whole.slice(0, at)}\u0000${whole.slice(at + 1)}`]) {
        expect(await sentenceOf(() => parseJson(text, 'a.json'))).toMatch(
          /^a\.json: is not valid JSON, (it is empty|it ends unexpectedly|there is an error at line 1, character \d+)$/,
        );
      }
    }
  });

  test('nested deeply or endless is refused before it is parsed', async () => {
    const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(parseJson(deep(32), 'a.json')).toBeTruthy();
    const nested = 'a.json: has lists or objects nested more than 32 deep';
    expect(await sentenceOf(() => parseJson(deep(33), 'a.json'))).toBe(nested);
    expect(await sentenceOf(() => parseJson('{"a":'.repeat(1_000_000), 'a.json'))).toBe(nested);
    expect(mustNotBeNested(JSON.parse(deep(32)), 'a.json')).toBeUndefined();
    expect(await sentenceOf(() => mustNotBeNested(JSON.parse(deep(33)), 'a.json'))).toBe(nested);
    expect(await sentenceOf(() => mustNotBeNested(JSON.parse(deep(30_000)), 'a.json'))).toBe(nested);
    expect(mustNotBeNested({ a: [[], {}, null, 'text', 3] }, 'a.json')).toBeUndefined();
    // Brackets within texts are text.
    expect(parseJson(JSON.stringify(`\\"${'['.repeat(100)}`), 'a.json')).toHaveLength(102);
    expect(await sentenceOf(() => parseJson(' '.repeat(MOST_JSON_CHARACTERS + 1), 'a.json'))).toMatch(
      /^a\.json: has 8388609 characters; experiments and phantoms may have at most 8388608/,
    );
  });
});
