import { readFileSync } from 'node:fs';
import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { drawIcon, ICONS } from '../../../scripts/icons.mjs';

const publicFile = (name: string) => readFileSync(new URL(`../../../public/${name}`, import.meta.url));
const manifest = JSON.parse(publicFile('manifest.json').toString()) as {
  icons: { src: string; sizes: string; type: string; purpose: string }[];
} & Record<string, unknown>;

describe('the page as an app', () => {
  test('is of the folder that it lies in, wherever that is', () => {
    const { start_url, scope, display } = manifest;
    expect({ start_url, scope, display }).toEqual({ start_url: './', scope: './', display: 'standalone' });
    // It would be one of the whole server, and two pages of one server the same app.
    expect(manifest).not.toHaveProperty('id');
    expect(JSON.stringify(manifest)).not.toMatch(/"\/|:\/\//);
  });

  test('has the icons that are drawn for it, in the sizes that browsers ask for', () => {
    const named = manifest.icons.map(({ src, sizes, purpose }) => [src, sizes, purpose]);
    expect(named).toEqual(
      ICONS.map(({ name, pixels, isMaskable }) => [name, `${pixels}x${pixels}`, isMaskable ? 'maskable' : 'any']),
    );
    for (const icon of ICONS) {
      const { width, height, data } = decode(publicFile(icon.name));
      expect([icon.name, width, height]).toEqual([icon.name, icon.pixels, icon.pixels]);
      expect([icon.name, Buffer.from(data).equals(drawIcon(icon))]).toEqual([icon.name, true]);
    }
  });

  test('an icon that a system cuts has nothing transparent, and its head within what is always left', () => {
    const icon = ICONS.find(({ isMaskable }) => isMaskable)!;
    const { pixels } = icon;
    const data = drawIcon(icon);
    let farthest = 0;
    let transparent = 0;
    for (let pixel = 0; pixel < pixels * pixels; pixel++) {
      if (data[4 * pixel + 3] !== 255) transparent++;
      const [x, y] = [(pixel % pixels) + 0.5 - pixels / 2, Math.floor(pixel / pixels) + 0.5 - pixels / 2];
      if (data[4 * pixel]! > 0x0b) farthest = Math.max(farthest, Math.hypot(x, y));
    }
    expect(transparent).toBe(0);
    expect(farthest).toBeGreaterThan(0.3 * pixels);
    expect(farthest).toBeLessThan(0.4 * pixels);
  });
});
