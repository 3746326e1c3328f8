import { afterEach, expect, test, vi } from 'vitest';
import { planeColours } from '../../../src/app/views/plane-colours.ts';

afterEach(() => vi.unstubAllGlobals());

test('the planes’ colours are read once there is a sheet, and again for another theme, not at every paint', () => {
  let [sheet, reads] = [{} as Record<string, string>, 0];
  const forgetting: (() => void)[] = [];
  vi.stubGlobal('document', {});
  vi.stubGlobal('matchMedia', () => ({ addEventListener: (_kind: string, then: () => void) => forgetting.push(then) }));
  vi.stubGlobal('getComputedStyle', () => {
    reads++;
    return { getPropertyValue: (name: string) => sheet[name] ?? '' };
  });
  expect(planeColours().axial).toBe('#ffffff');
  sheet = { '--colour-axial': ' #aa0000', '--colour-coronal': '#00aa00', '--colour-sagittal': '#0000aa' };
  expect(planeColours()).toEqual({ axial: '#aa0000', coronal: '#00aa00', sagittal: '#0000aa' });
  for (let paint = 0; paint < 50; paint++) planeColours();
  expect(reads).toBe(2);
  sheet = { ...sheet, '--colour-axial': '#ff0000' };
  expect(planeColours().axial).toBe('#aa0000');
  for (const forget of forgetting) forget();
  expect(planeColours().axial).toBe('#ff0000');
});
