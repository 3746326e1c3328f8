import { describe, expect, test } from 'vitest';
import { cylinder, difference, hounsfield, meanAt, type PhysicalRuns, reconstruction, tube } from './physical-runs.ts';

/** Physics of a fan: flat water, a wide focal spot, noise before and after rebinning. */
export function describeFan({ run }: PhysicalRuns, everyCase: boolean): void {
  describe('a fan', () => {
    const fan = {
      phantom: cylinder(100),
      scan: { geometry: 'fan', views: 240, channels: 301, channelSpacingMm: 1.4 },
      reconstruction,
    };

    test('of many energies shows flat water too', async () => {
      const outcome = await run({ ...fan, physics: { spectrum: tube }, corrections: { water: true } });
      for (const [from, to] of [
        [0, 40],
        [40, 90],
      ] as const) {
        expect(Math.abs(meanAt(hounsfield(outcome), from, to))).toBeLessThan(2);
      }
    });

    test('from a wide focal spot sees edges that are away from the axis the more blurred', async () => {
      // A point source makes a shadow's edge; a spot of 8 mm at 570 mm blurs it at the axis by 8·470/1040 mm on the detector.
      const rod = { ...cylinder(20), shapes: [{ type: 'rectangle', x: 0, y: 0, width: 40, height: 40, value: 1 }] };
      const one = { ...fan, phantom: rod, scan: { ...fan.scan, views: 4, channelSpacingMm: 0.5 } };
      const sharp = (await run({ ...one, physics: {} })).sinogram.slice(0, 301);
      const blurred = (await run({ ...one, physics: { focalSpotMm: 8 } })).sinogram.slice(0, 301);
      // By hand, view 0: from (s, −570) to the channel at R·(sinγ, cosγ) from (0, −570), the way between y = −20 and 20
      // where x is within ±20, in 400 steps.
      const chord = (shift: number, gamma: number) => {
        const [x, y] = [1040 * Math.sin(gamma) - shift, 1040 * Math.cos(gamma)];
        const length = Math.hypot(x, y);
        let inside = 0;
        for (let step = 0; step < 4000; step++) {
          const way = 540 + (step + 0.5) * 0.015;
          const [px, py] = [shift + (x / length) * way, -570 + (y / length) * way];
          if (Math.abs(px) < 20 && Math.abs(py) < 20) inside += 0.015;
        }
        return inside;
      };
      for (const k of [75, 78, 80, 150, 222]) {
        const gamma = ((k - 150) * 0.5) / 1040;
        expect(Math.abs(sharp[k]! - 0.02059 * chord(0, gamma))).toBeLessThan(1e-3);
        const mean = [-3, -1, 1, 3].reduce((sum, s) => sum + Math.exp(-0.02059 * chord(s, gamma)) / 4, 0);
        expect(Math.abs(blurred[k]! + Math.log(mean))).toBeLessThan(1e-3);
      }
    });

    if (!everyCase) return;
    test('has the noise of its photons, rebinned or not', async () => {
      const physics = { photons: 1e5 };
      const exact = await run(fan);
      const direct = difference(await run({ ...fan, physics }), exact);
      const rebinned = await run({ ...fan, physics, reconstruction: { ...reconstruction, rebin: true } });
      const exactly = await run({ ...fan, reconstruction: { ...reconstruction, rebin: true } });
      // Rebinning interpolates, which smooths noise by some tens of per cent.
      const after = difference(rebinned, exactly);
      expect(after).toBeLessThan(direct);
      expect(after).toBeGreaterThan(0.4 * direct);
    });
  });
}
