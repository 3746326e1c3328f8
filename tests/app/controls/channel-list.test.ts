import { expect, test } from 'vitest';
import { channelListText, parseChannelList } from '../../../src/app/controls/channel-list.ts';

test('channels are read as people write them, and written back', () => {
  expect(parseChannelList(' 40-42, 12;12 7', 100)).toEqual([7, 12, 40, 41, 42]);
  expect(channelListText([42, 12, 40, 41, 7])).toBe('7, 12, 40–42');
  expect(parseChannelList('40–42', 100)).toEqual([40, 41, 42]);
  expect(parseChannelList('', 100)).toEqual([]);
  expect(channelListText([])).toBe('');
});

test('what is no list of channels is told', () => {
  expect(parseChannelList('3, 100', 100)).toBe('must be between 0 and 99, got 100');
  expect(parseChannelList('-3', 100)).toMatch(/^must be numbers/);
  expect(parseChannelList('0-1000', 2000)).toBe('must be at most 1000, got 1001');
});
