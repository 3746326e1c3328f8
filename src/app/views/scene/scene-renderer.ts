import { ColorManagement, LinearSRGBColorSpace, Matrix4, PerspectiveCamera, Scene, WebGLRenderer } from 'three';
import type { VolumeTexels } from '../../../measure/volume-texels.ts';
import type { PlaneColours } from '../plane-colours.ts';
import type { Pointed } from '../pointed.ts';
import { mat4 } from './double-matrices.ts';
import { eyeOf, type Orbit, projectionMatrix, seenIn, viewMatrix } from './orbit.ts';
import type { PictureValues } from './picture-texture.ts';
import { PlaneObjects, type PlanePictures } from './plane-objects.ts';
import { ScannerObject, type SceneColours } from './scanner-object.ts';
import type { Place, ScannerPose, SceneScan } from './scanner-pose.ts';
import { axisArrows } from './scene-labels.ts';
import { type Box, type Cuts, cornersOf } from './volume-box.ts';
import { VolumeObject, type VolumeShading } from './volume-object.ts';
import { WideLines } from './wide-lines.ts';
import type { Linear } from './windowing.ts';

/** How large a picture of the scene is, and how much work it may be. */
export interface SceneSize {
  readonly widthPixels: number;
  readonly heightPixels: number;
  /** How many times as wide as usual lines are. */
  readonly lineScale: number;
  /** From sample to sample of the volume, in its texels. */
  readonly stepTexels: number;
}

/** What the chip holds of the scene. */
export interface SceneMemory {
  readonly geometries: number;
  readonly textures: number;
  readonly programs: number;
}

// Greys and colours are those of the page, written as they are.
ColorManagement.enabled = false;

/**
 * The scene on a canvas of its own that is never seen: each picture of it is copied from there in the task that drew it, since
 * after that a WebGL canvas may be empty.
 */
export class SceneRenderer {
  readonly canvas: HTMLCanvasElement;
  readonly isSoftware: boolean;
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera();
  readonly #scanner = new ScannerObject();
  readonly #axes = new WideLines(1.75);
  readonly #planes = new PlaneObjects();
  readonly #volume = new VolumeObject();
  #box: Box | null = null;
  #planesAt: Place | null = null;
  #wantsPlanes = false;

  /** @param context of the canvas */
  constructor(canvas: HTMLCanvasElement, context: WebGL2RenderingContext) {
    this.canvas = canvas;
    this.isSoftware = isSoftware(context);
    this.#renderer = new WebGLRenderer({ canvas, context, alpha: true, antialias: true });
    this.#renderer.outputColorSpace = LinearSRGBColorSpace;
    this.#renderer.setPixelRatio(1);
    this.#renderer.setClearColor(0, 0);
    this.#scene.matrixWorldAutoUpdate = true;
    this.#camera.matrixAutoUpdate = false;
    // What nothing shines through first, then the beam, then the volume before and around all of it.
    this.#volume.mesh.renderOrder = 2;
    this.#scene.add(this.#scanner.group, this.#planes.group, this.#axes.object, this.#volume.mesh);
    this.#planes.isVisible = false;
  }

  /** What a picture of all of it has to hold; without a scan nothing. */
  get extent(): readonly Place[] {
    return this.#scanner.extent;
  }

  get box(): Box | null {
    return this.#box;
  }

  get pose(): ScannerPose | null {
    return this.#scanner.pose;
  }

  get memory(): SceneMemory {
    const { memory, programs } = this.#renderer.info;
    return { geometries: memory.geometries, textures: memory.textures, programs: programs?.length ?? 0 };
  }

  /** The largest side of a texture of three dimensions. */
  get mostTexels(): number {
    const context = this.#renderer.getContext() as WebGL2RenderingContext;
    return context.getParameter(context.MAX_3D_TEXTURE_SIZE);
  }

  setColours(colours: SceneColours & PlaneColours): void {
    this.#scanner.setColours(colours);
    this.#planes.setColours(colours);
    this.#axes.setColour(colours.text);
  }

  setScan(scan: SceneScan, box: Box, view: number): void {
    this.#box = box;
    this.#scanner.setScan(scan, box);
    this.#scanner.setView(view);
    this.#axes.show(axisArrows(box).map(({ from, to }) => [from, to] as const));
  }

  setView(view: number): void {
    this.#scanner.setView(view);
  }

  /** Shows what a hand points at in other pictures; `null` for nothing. */
  point(pointed: Pointed | null, view: number): void {
    this.#scanner.point(pointed, view);
  }

  setProjection(picture: PictureValues): void {
    this.#scanner.panel.show(picture);
  }

  /** @param windowOf from stored numbers, which are values over a scale, to 0 … 1 */
  windowProjection(windowOf: (scale: number) => Linear, isInverted: boolean): void {
    this.#scanner.panel.setWindow(windowOf, isInverted);
  }

  setPlanes(pictures: PlanePictures, at: Place): void {
    if (!this.#box) return;
    this.#planes.show(pictures, this.#box, at);
    this.#planesAt = at;
    this.#showPlanes();
  }

  windowPlanes(windowOf: (scale: number) => Linear, isInverted: boolean): void {
    this.#planes.setWindow(windowOf, isInverted);
  }

  showPlanes(wanted: boolean): void {
    this.#wantsPlanes = wanted;
    this.#showPlanes();
  }

  /** @param voxels columns, rows and slices that the texels were made of */
  setVolume(texels: VolumeTexels, box: Box, voxels: readonly [number, number, number]): void {
    this.#volume.show(texels, box, voxels);
  }

  shade(shading: VolumeShading): void {
    this.#volume.shade(shading);
  }

  cut(cuts: Cuts): void {
    this.#volume.cut(cuts);
  }

  /** Draws it. The canvas has the picture until the task is over. */
  render(orbit: Orbit, { widthPixels, heightPixels, lineScale, stepTexels }: SceneSize): void {
    const { canvas } = this;
    if (canvas.width !== widthPixels || canvas.height !== heightPixels)
      this.#renderer.setSize(widthPixels, heightPixels, false);
    this.#scanner.setSize(widthPixels, heightPixels, lineScale);
    this.#axes.setSize(widthPixels, heightPixels, lineScale);
    this.#planes.setSize(widthPixels, heightPixels, lineScale);
    const { view, projection } = this.#matrices(orbit, widthPixels / heightPixels);
    const camera = this.#camera;
    camera.matrix.fromArray(mat4.invert(mat4.create(), view)!);
    camera.matrixWorldNeedsUpdate = true;
    camera.projectionMatrix.fromArray(projection);
    camera.projectionMatrixInverse.copy(camera.projectionMatrix).invert();
    const toClip = new Matrix4().fromArray(mat4.multiply(mat4.create(), projection, view));
    this.#volume.prepare(eyeOf(orbit), toClip, stepTexels);
    this.#renderer.render(this.#scene, camera);
  }

  /** Where places are in a picture, as parts of its width and height from the upper left. */
  seen(orbit: Orbit, aspect: number): (place: Place) => { readonly x: number; readonly y: number } | null {
    const { view, projection } = this.#matrices(orbit, aspect);
    return (place) => seenIn(view, projection, place);
  }

  /** The chip's memory has been lost and is there again. */
  sendAgain(): void {
    this.#volume.sendAgain();
  }

  /** Gives back all that the chip holds. */
  dispose(): void {
    this.#scanner.dispose();
    this.#axes.dispose();
    this.#planes.dispose();
    this.#volume.dispose();
    this.#renderer.dispose();
    // Browsers keep a few contexts at a time, and take the oldest away from whoever has it.
    this.#renderer.forceContextLoss();
  }

  #matrices(orbit: Orbit, aspect: number) {
    const places = [...this.extent, ...(this.#box ? cornersOf(this.#box) : [])];
    const reachMm = 1.3 * Math.max(1, ...places.map(([x, y, z]) => Math.hypot(x, y, z)));
    return { view: viewMatrix(orbit), projection: projectionMatrix(orbit, { aspect, reachMm }) };
  }

  #showPlanes(): void {
    this.#planes.isVisible = this.#wantsPlanes;
    this.#volume.setPlanes(this.#planes.isVisible ? this.#planesAt : null);
  }
}

/** Whether the chip is one that the processor stands in for, as far as the browser tells. */
function isSoftware(context: WebGL2RenderingContext): boolean {
  const extension = context.getExtension('WEBGL_debug_renderer_info');
  const name = String(context.getParameter(extension ? extension.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name);
}
