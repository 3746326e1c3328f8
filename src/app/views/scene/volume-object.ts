import {
  BackSide,
  BoxGeometry,
  CustomBlending,
  Data3DTexture,
  DataTexture,
  GLSL3,
  HalfFloatType,
  LinearFilter,
  type Matrix4,
  Mesh,
  NearestFilter,
  OneFactor,
  OneMinusSrcAlphaFactor,
  RedFormat,
  RGFormat,
  ShaderMaterial,
  Vector2,
  Vector3,
} from 'three';
import fragment from '../../../../shaders/scene/volume.frag.glsl?raw';
import vertex from '../../../../shaders/scene/volume.vert.glsl?raw';
import { RANGE_BLOCK, type VolumeTexels } from '../../../measure/volume-texels.ts';
import type { DisplayWindow } from '../../panes/window-level.ts';
import { isTransfer, type SceneMode } from './modes.ts';
import type { Place } from './scanner-pose.ts';
import {
  TABLE_HU,
  TABLE_LENGTH,
  TRANSFER_FUNCTIONS,
  type TransferName,
  transferTable,
  visibleRange,
} from './transfer-functions.ts';
import { type Box, type Cuts, cutBox, NO_CUTS, texelBox } from './volume-box.ts';
import { type Linear, storedOf, toPart, toWindow } from './windowing.ts';

/** How a volume's values are shown. */
export interface VolumeShading {
  readonly mode: SceneMode;
  /** From the volume's own values to display units. */
  readonly display: Linear;
  readonly window: DisplayWindow;
  /** Of sums over a way in mm, which are line integrals. */
  readonly sumWindow: DisplayWindow;
}

/** As the shader numbers them. */
const SHADER_MODES = { mip: 0, sum: 1, surface: 2, window: 3, table: 4 } as const;
/** Where no plane is. */
const NOWHERE: Place = [1e9, 1e9, 1e9];

/** The volume on the graphics chip, and the rays that are marched through it. */
export class VolumeObject {
  readonly mesh: Mesh<BoxGeometry, ShaderMaterial>;
  readonly #uniforms = {
    volume: { value: null as Data3DTexture | null },
    ranges: { value: null as Data3DTexture | null },
    transfer: { value: null as DataTexture | null },
    boxLow: { value: new Vector3() },
    boxHigh: { value: new Vector3() },
    clipLow: { value: new Vector3() },
    clipHigh: { value: new Vector3() },
    planesMm: { value: new Vector3(...NOWHERE) },
    eyeMm: { value: new Vector3() },
    toClip: { value: null as Matrix4 | null },
    mode: { value: 0 },
    stepTexels: { value: 1 },
    toWindow: { value: new Vector2() },
    sumToWindow: { value: new Vector2() },
    toTable: { value: new Vector2() },
    surfaceTexel: { value: 0 },
    visibleTexels: { value: new Vector2() },
  };
  #texels: VolumeTexels | null = null;
  #table: TransferName | null = null;
  #box: Box | null = null;
  #cuts: Cuts = NO_CUTS;
  #isWanted = true;

  constructor() {
    const material = new ShaderMaterial({
      ...{ vertexShader: vertex, fragmentShader: fragment, glslVersion: GLSL3, uniforms: this.#uniforms },
      ...{ side: BackSide, transparent: true, depthWrite: false },
      // Its colours are multiplied with their opacity already.
      ...{ blending: CustomBlending, blendSrc: OneFactor, blendDst: OneMinusSrcAlphaFactor },
    });
    this.mesh = new Mesh(new BoxGeometry(1, 1, 1), material);
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
  }

  get texels(): VolumeTexels | null {
    return this.#texels;
  }

  /** @param box of all voxels @param voxels columns, rows and slices that the texels were made of */
  show(texels: VolumeTexels, box: Box, voxels: readonly [number, number, number]): void {
    const { columns, rows, slices } = texels;
    const before = this.#texels;
    this.#texels = texels;
    this.#box = box;
    const isSame = before && before.columns === columns && before.rows === rows && before.slices === slices;
    const { volume, ranges } = this.#uniforms;
    if (isSame) {
      volume.value!.image.data = texels.texels;
      ranges.value!.image.data = texels.ranges;
    } else {
      volume.value?.dispose();
      ranges.value?.dispose();
      volume.value = texture3D(texels.texels, [columns, rows, slices], RedFormat, LinearFilter);
      const blocks = [columns, rows, slices].map((count) => Math.ceil(count / RANGE_BLOCK)) as [number, number, number];
      ranges.value = texture3D(texels.ranges, blocks, RGFormat, NearestFilter);
    }
    volume.value!.needsUpdate = true;
    ranges.value!.needsUpdate = true;
    const { low, high } = texelBox(box, voxels, [columns, rows, slices], texels.voxelsPerTexel);
    this.#uniforms.boxLow.value.set(...low);
    this.#uniforms.boxHigh.value.set(...high);
    this.cut(this.#cuts);
    this.#update();
  }

  cut(cuts: Cuts): void {
    this.#cuts = cuts;
    if (!this.#box) return;
    const { low, high } = cutBox(this.#box, cuts);
    this.#uniforms.clipLow.value.set(...low);
    this.#uniforms.clipHigh.value.set(...high);
  }

  /** Planes that nothing is seen through; `null` for none. */
  setPlanes(planes: Place | null): void {
    this.#uniforms.planesMm.value.set(...(planes ?? NOWHERE));
  }

  shade({ mode, display, window, sumWindow }: VolumeShading): void {
    this.#isWanted = mode !== 'none';
    this.#update();
    if (mode === 'none' || !this.#texels) return;
    const { scale } = this.#texels;
    const uniforms = this.#uniforms;
    uniforms.mode.value = isTransfer(mode) ? SHADER_MODES.table : SHADER_MODES[mode];
    set(uniforms.toWindow.value, toWindow(display, scale, window));
    set(uniforms.sumToWindow.value, toWindow({ factor: 1, offset: 0 }, scale, sumWindow));
    uniforms.surfaceTexel.value = storedOf(display, scale, window.level);
    const visible = isTransfer(mode)
      ? visibleRange(TRANSFER_FUNCTIONS[mode])
      : [window.level - window.width / 2, Number.POSITIVE_INFINITY];
    const [from, to] = visible.map((value) => Math.min(4, Math.max(-4, storedOf(display, scale, value))));
    uniforms.visibleTexels.value.set(from!, to!);
    if (!isTransfer(mode)) return;
    set(uniforms.toTable.value, toPart(display, scale, TABLE_HU.from, TABLE_HU.to));
    this.#setTable(mode);
  }

  /** Before it is drawn. @param toClip from places in mm to OpenGL's cube @param stepTexels from sample to sample */
  prepare(eye: Place, toClip: Matrix4, stepTexels: number): void {
    this.#uniforms.eyeMm.value.set(...eye);
    this.#uniforms.toClip.value = toClip;
    this.#uniforms.stepTexels.value = stepTexels;
  }

  /** The chip's memory has been lost: all of it is handed over again. */
  sendAgain(): void {
    for (const { value } of [this.#uniforms.volume, this.#uniforms.ranges, this.#uniforms.transfer])
      if (value) value.needsUpdate = true;
  }

  dispose(): void {
    const { volume, ranges, transfer } = this.#uniforms;
    for (const { value } of [volume, ranges, transfer]) value?.dispose();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }

  #update(): void {
    this.mesh.visible = this.#isWanted && this.#texels !== null;
  }

  #setTable(name: TransferName): void {
    if (this.#table === name) return;
    this.#table = name;
    const table = transferTable(TRANSFER_FUNCTIONS[name]);
    const { transfer } = this.#uniforms;
    if (transfer.value) transfer.value.image.data = table;
    else {
      transfer.value = new DataTexture(table, TABLE_LENGTH, 1);
      transfer.value.magFilter = LinearFilter;
      transfer.value.minFilter = LinearFilter;
    }
    transfer.value.needsUpdate = true;
  }
}

function texture3D(
  data: Uint16Array<ArrayBuffer>,
  [width, height, depth]: readonly [number, number, number],
  format: typeof RedFormat | typeof RGFormat,
  filter: typeof LinearFilter | typeof NearestFilter,
): Data3DTexture {
  const texture = new Data3DTexture(data, width, height, depth);
  texture.format = format;
  texture.type = HalfFloatType;
  texture.magFilter = filter;
  texture.minFilter = filter;
  texture.unpackAlignment = 2;
  return texture;
}

function set(vector: Vector2, { factor, offset }: Linear): void {
  vector.set(factor, offset);
}
