import { expect, it } from 'vitest';
import { DisplayPass } from '../../../src/app/panes/display-pass.ts';
import { footprintsOf } from '../../../src/app/panes/footprints.ts';
import type { PixelRectangle } from '../../../src/app/panes/image-surface.ts';
import { paintScaled } from '../../../src/app/panes/scaled-greys.ts';
import { sharedTestDevice } from '../../support/gpu.ts';

const ROWS = 60;
const COLUMNS = 50;
const MAPPING = { black: -0.2, white: 0.9, inverted: false };
/** WebGPU copies rows of whole multiples of 256 bytes. */
const WIDTH = 128;
const HEIGHT = 96;

/** Noise and an edge, the same each time. */
const VALUES = Float32Array.from({ length: ROWS * COLUMNS }, (_, i) =>
  i % COLUMNS > 20 ? ((i * 2654435761) % 1000) / 1000 : 0.3,
);

const VIEWS: readonly (readonly [string, PixelRectangle])[] = [
  ['enlarged by 1.2', { left: 3.3, top: 2.1, width: WIDTH / 1.2 - 60, height: HEIGHT / 1.2 - 25 }],
  ['as it is, between two pixels', { left: -20.4, top: 4.3, width: WIDTH, height: HEIGHT }],
  ['enlarged by much', { left: 18.27, top: 31.4, width: 6.5, height: 5 }],
  ['shrunk', { left: -40, top: -20, width: 2.3 * WIDTH, height: 1.7 * HEIGHT }],
  ['shrunk across and enlarged down', { left: 0, top: 10, width: 3 * WIDTH, height: HEIGHT / 3.1 }],
];

it.each(VIEWS)('a picture looks the same on either surface: %s', async (_name, visible) => {
  const device = await sharedTestDevice();
  // In two bands, which meet in the middle of what is seen.
  const cut = 33;
  const band = (firstRow: number, rows: number) => {
    const size = rows * COLUMNS * 4;
    const buffer = device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST });
    device.queue.writeBuffer(buffer, 0, VALUES.slice(firstRow * COLUMNS, (firstRow + rows) * COLUMNS));
    return { buffer, firstRow, rows };
  };
  const texture = device.createTexture({
    size: [WIDTH, HEIGHT],
    format: 'rgba8unorm',
    usage: GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_SRC,
  });
  const picture = { source: [band(0, cut), band(cut, ROWS - cut)], rows: ROWS, columns: COLUMNS };
  new DisplayPass(device).paint(texture, picture, MAPPING, visible);
  const readable = device.createBuffer({
    size: WIDTH * HEIGHT * 4,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  const encoder = device.createCommandEncoder();
  encoder.copyTextureToBuffer({ texture }, { buffer: readable, bytesPerRow: WIDTH * 4 }, [WIDTH, HEIGHT]);
  device.queue.submit([encoder.finish()]);
  await readable.mapAsync(GPUMapMode.READ);
  const onGpu = new Uint8Array(readable.getMappedRange().slice(0));

  const onCpu = new Uint32Array(WIDTH * HEIGHT);
  paintScaled(
    VALUES,
    COLUMNS,
    MAPPING,
    footprintsOf(visible.left, visible.width, WIDTH, COLUMNS),
    footprintsOf(visible.top, visible.height, HEIGHT, ROWS),
    onCpu,
  );
  let farthest = 0;
  let painted = 0;
  onCpu.forEach((pixel, i) => {
    if (pixel === 0) return;
    painted++;
    farthest = Math.max(farthest, Math.abs((pixel & 255) - onGpu[4 * i]!));
  });
  expect(painted).toBeGreaterThan(700);
  // One grey: rounded after both bands there, and once here.
  expect(farthest).toBeLessThanOrEqual(1);
});
