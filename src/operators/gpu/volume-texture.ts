import { bindTable } from '../../compute/gpu/gpu-kernels.ts';
import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';
import type { Fields, StructLayout, Values } from '../../compute/gpu/struct-layout.ts';
import * as layouts from '../../compute/gpu/struct-layouts.ts';
import { volumeView } from '../../geometry/lowered-scan.ts';
import { volumeGridTable } from '../../kernels/volume-grid-table.ts';
import { rowsSeen } from '../cpu/volume-readings.ts';
import { LargestMagnitude } from './largest-magnitude.ts';
import { LayeredTexture, type TextureSize } from './layered-texture.ts';
import { detectorUniform, panelUniform, volumeConstants } from './lowered-tables.ts';
import type { ViewsInOneBuffer } from './views-in-one-buffer.ts';
import { type VolumeBox, voxelsOf } from './volume-boxes.ts';
import type { VolumeWork } from './volume-work.ts';

/** As shaders/common/packed-layers.wgsl and volume-layers.wgsl have it. */
/** Texture units round places between texels to 1/256: twice as many columns and rows halve what that makes wrong. */
export const TEXELS_PER_CHANNEL = 2;
export const TEXELS_PER_ROW = 2;
const MOST_LAYERS = 256;
const NO_VIEW = 0xffffffff;
const SLICES_EACH = 4;
const GROUP_SIDE = 16;

/** How views lie in a texture, and which kernels lay them there and read them. */
const FORMS = {
  /** A view to a layer; filtering needs the feature `float32-filterable`. */
  views: { format: 'r32float', bytes: 4, pack: 'layer-views', kernel: 'back-project-volume-texture' },
  /** Four views to a layer, each a quarter turn from the one before. */
  groups: { format: 'rgba16float', bytes: 8, pack: 'layer-groups', kernel: 'back-project-volume-turned' },
} as const;
export type LayerForm = keyof typeof FORMS;

/** The views of a layer: one, or four of which some may be `ABSENT`, a negative number. */
export type LayerViews = readonly number[];

/** Layers for a box of a volume. */
export interface LayerPlan {
  readonly form: LayerForm;
  readonly members: readonly LayerViews[];
  /** The detector row in the first row of texels of each layer. */
  readonly firstRows: readonly number[];
  readonly size: TextureSize;
}

/** Back-projects views of a volume through texture units; see shaders/back-project-volume-texture.wgsl and -turned.wgsl. */
export class VolumeTexture {
  readonly #kernels: KernelRunner;
  readonly #inOneBuffer: ViewsInOneBuffer;
  readonly #sampler: GPUSampler;
  readonly #largest: LargestMagnitude;
  readonly #textures: Readonly<Record<LayerForm, LayeredTexture>>;

  constructor(kernels: KernelRunner, inOneBuffer: ViewsInOneBuffer) {
    this.#kernels = kernels;
    this.#inOneBuffer = inOneBuffer;
    this.#largest = new LargestMagnitude(kernels);
    this.#sampler = kernels.device.createSampler({
      label: 'between rows and channels',
      magFilter: 'linear',
      minFilter: 'linear',
    });
    this.#textures = {
      views: new LayeredTexture(kernels, FORMS.views.format, FORMS.views.bytes),
      groups: new LayeredTexture(kernels, FORMS.groups.format, FORMS.groups.bytes),
    };
  }

  /**
   * How members would lie in a texture for a box of a volume; `null` where the device has no such textures, or where laying
   * them there would take longer than is saved: every reading is to be worth a voxel.
   */
  plan(
    form: LayerForm,
    { scan, grid, box }: Pick<VolumeWork, 'scan' | 'grid'> & { readonly box: Pick<VolumeBox, 'slices' | 'rows'> },
    members: readonly LayerViews[],
  ): LayerPlan | null {
    if (members.length === 0) return null;
    if (form === 'views' && !this.#kernels.device.features.has('float32-filterable')) return null;
    // With a row below, and one above: zeros where these are beyond the detector.
    const seen = members.map(([view]) => rowsSeen(scan, { from: view!, to: view! + 1 }, grid, box.slices));
    const rows = seen.reduce((most, { from, to }) => Math.max(most, to - from + 2), 0);
    const width = TEXELS_PER_CHANNEL * (scan.detector.channels + 1) + 1;
    const size = { width, height: TEXELS_PER_ROW * (rows - 1) + 1 };
    const readings = scan.detector.channels * rows;
    if (!this.#textures[form].takes(size) || readings > voxelsOf(box, grid)) return null;
    return { form, members, size, firstRows: seen.map(({ from }) => from - 1) };
  }

  /** A box of a volume += the sum over the views of a plan. Resolves with whether it was done: not where there is no memory. */
  async add(work: VolumeWork, { form, members, firstRows, size }: LayerPlan): Promise<boolean> {
    const { scan, grid, box, pace } = work;
    const [rows, slices] = [box.rows.to - box.rows.from, box.slices.to - box.slices.from];
    const viewsPerLayer = members[0]!.length;
    const leastVoxels = rows * grid.columns * Math.min(slices, SLICES_EACH);
    const wanted = Math.floor(pace.workPerStep / leastVoxels / viewsPerLayer);
    const texture = await this.#textures[form].of(size, Math.max(1, Math.min(MOST_LAYERS, members.length, wanted)));
    if (!texture) return false;
    const largest = form === 'groups' ? await this.#largest.of(work.readings, work.stateOfReadings) : null;
    const weightOf = (view: number) => (view < 0 ? 0 : scan.viewWeights[view]!);
    // Half floats reach so far: weights are brought to 1 at the most, and given back to the sums.
    const scale = members.flat().reduce((most, view) => Math.max(most, Math.abs(weightOf(view))), 0) || 1;
    for (let from = 0; from < members.length; from += texture.layers) {
      const to = Math.min(members.length, from + texture.layers);
      const packed = members.slice(from, to).map((views, i) => ({ views, firstRow: firstRows[from + i]! }));
      const weights = packed.map(({ views }) => views.map((view) => weightOf(view) / scale));
      await this.#pack(work, form, packed, weights, texture.view, [size.width, texture.height], largest);
      const layers = packed.map(({ views, firstRow }) => {
        const { across, along, depth, leastDepth, weight } = volumeView(scan, views[0]!);
        return { across, along, depth, leastDepth, weight, firstRow };
      });
      const present = packed.flatMap(({ views }) => views).filter((view) => view >= 0).length;
      for (let first = box.slices.from; first < box.slices.to; ) {
        const most = Math.floor(pace.longStep() / present / (rows * grid.columns) / SLICES_EACH);
        const part = { from: first, to: Math.min(box.slices.to, first + SLICES_EACH * Math.max(1, most)) };
        await this.#addLayers(work, form, layers, scale, part, texture.view, largest);
        await pace.step(rows * grid.columns * (part.to - part.from) * present);
        first = part.to;
      }
    }
    return true;
  }

  async #pack(
    { readings, scan }: VolumeWork,
    form: LayerForm,
    packed: readonly { readonly views: LayerViews; readonly firstRow: number }[],
    weights: readonly (readonly number[])[],
    texture: GPUTextureView,
    [columns, rows]: readonly [number, number],
    largest: GPUBuffer | null,
  ): Promise<void> {
    const kernels = this.#kernels;
    const { channels, rows: detectorRows } = scan.detector;
    const pipeline = await kernels.pipeline(FORMS[form].pack);
    const present = packed.map(({ views }) => views.filter((view) => view >= 0));
    await this.#inOneBuffer.forEach(readings, detectorRows, present, ({ buffer, from, to, startOf }) => {
      const layers = packed.slice(from, to).map(({ views, firstRow }, i) => ({
        starts: four(views, NO_VIEW, (view) => (view < 0 ? NO_VIEW : startOf(view))),
        weights: four(weights[from + i]!, 0, (weight) => weight),
        firstRow,
      }));
      const parameters = layouts.PackedLayers.pack([{ firstLayer: from, channels, detectorRows }]);
      const uniforms = [
        kernels.uniform('packing', parameters),
        kernels.uniform('packed layers', packAll(layouts.PackedLayer, layers)),
      ];
      const resources = [...uniforms, buffer, texture, ...(largest ? [largest] : [])];
      kernels.dispatch(pipeline, resources, [Math.ceil(columns / 64), rows, to - from]);
    });
  }

  async #addLayers(
    { scan, grid, box, isUpright }: VolumeWork,
    form: LayerForm,
    layers: readonly Values<typeof layouts.VolumeLayer.fields>[],
    scale: number,
    slices: VolumeWork['box']['slices'],
    texture: GPUTextureView,
    largest: GPUBuffer | null,
  ): Promise<void> {
    const kernels = this.#kernels;
    const isOneSlice = slices.to - slices.from === 1;
    const constants = { ...volumeConstants(scan, isUpright), isOneSlice: isOneSlice ? 1 : 0 };
    const pipeline = await kernels.pipeline(FORMS[form].kernel, constants);
    const parameters = {
      layers: layers.length,
      firstSlice: slices.from,
      endSlice: slices.to,
      firstRow: box.rows.from,
      endRow: box.rows.to,
      volumeRow: box.band.firstRow,
      scale,
    };
    const columns = form === 'groups' ? Math.ceil(grid.columns / 2) : grid.columns;
    const rows = form === 'groups' ? Math.ceil(grid.rows / 2) : box.rows.to - box.rows.from;
    const depth = Math.ceil((slices.to - slices.from) / (isOneSlice ? 1 : SLICES_EACH));
    kernels.dispatch(
      pipeline,
      [
        kernels.uniform('layers of a volume', layouts.LayersParameters.pack([parameters])),
        detectorUniform(kernels, scan),
        panelUniform(kernels, scan),
        kernels.uniform('layers', packAll(layouts.VolumeLayer, layers)),
        bindTable(kernels, volumeGridTable(grid)),
        texture,
        this.#sampler,
        box.band.buffer,
        ...(largest ? [largest] : []),
      ],
      [Math.ceil(columns / GROUP_SIDE), Math.ceil(rows / GROUP_SIDE), depth],
    );
  }
}

/** One value for each of four views. */
function four<T>(values: readonly T[], missing: number, of: (value: T) => number): [number, number, number, number] {
  const at = (i: number) => (i < values.length ? of(values[i]!) : missing);
  return [at(0), at(1), at(2), at(3)];
}

/** As long as the shader's array is. */
function packAll<F extends Fields>(layout: StructLayout<F>, structs: readonly Values<F>[]): ArrayBuffer {
  const all = new Uint8Array(MOST_LAYERS * layout.size);
  all.set(new Uint8Array(layout.pack(structs)));
  return all.buffer;
}
