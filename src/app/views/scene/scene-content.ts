import { BackendLostError, type DeviceArray } from '../../../compute/device.ts';
import type { PlanesStep } from '../../../experiment/run-steps.ts';
import { placeOf, voxelAt } from '../../../experiment/volume-look.ts';
import { type Grid, gridShape } from '../../../geometry/grid.ts';
import { detectorRowsOf, loweredScan } from '../../../geometry/scan.ts';
import type { VolumeTexels } from '../../../measure/volume-texels.ts';
import type { CpuExecutor } from '../../../operators/cpu/cpu-tasks.ts';
import { SIGNAL_SCALE, sliceScale, unfilteredScale } from '../display-units.ts';
import { type Pointed, pointedIn } from '../pointed.ts';
import type { Sight } from '../sights.ts';
import { modeShown, type SceneMode, suits } from './modes.ts';
import type { PictureValues } from './picture-texture.ts';
import type { SceneWishes } from './scene-look.ts';
import type { SceneRenderer } from './scene-renderer.ts';
import { boxOf } from './volume-box.ts';
import { displayLine, toWindow } from './windowing.ts';

/** Texels along each side at most: what a graphics chip walks through in a part of a frame, and what a processor does. */
const [MOST_TEXELS, MOST_TEXELS_SOFTWARE] = [256, 128];

/** What of a sight the scene shows, besides what is pointed at. */
const SEEN_HERE = ['planes', 'windows', 'isInverted', 'unit', 'experiment', 'preview'] as const;

/** Follows what there is to be seen, and hands it to the renderer, each thing when it is another. */
export class SceneContent {
  readonly #renderer: SceneRenderer;
  readonly #host: CpuExecutor;
  readonly #changed: () => void;
  readonly #failed: (error: unknown) => void;
  #wishes: SceneWishes;
  #sight: Sight | null = null;
  /** What the renderer has, or is about to get. */
  #seen: PlanesStep | null = null;
  #volume: DeviceArray | null = null;
  #hasPlanes: PlanesStep | null = null;
  #pointed: Pointed | null = null;
  #note: string | null = null;
  /** What of a volume that grows is shown next, or is being shown. */
  #growing: { readonly sight: Sight; readonly planes: PlanesStep } | null = null;
  /** So many arrays are on their way from the device to the picture. */
  #awaited = 0;
  #isOver = false;

  /** @param changed there is something else to be drawn @param failed told what cannot be read or made */
  constructor(
    renderer: SceneRenderer,
    host: CpuExecutor,
    wishes: SceneWishes,
    changed: () => void,
    failed: (error: unknown) => void,
  ) {
    this.#renderer = renderer;
    this.#host = host;
    this.#wishes = wishes;
    this.#changed = changed;
    renderer.showPlanes(wishes.planes);
    this.#failed = failed;
  }

  /** Whether the renderer has everything that was shown last, or is still waiting for some of it. */
  get isWhole(): boolean {
    return this.#awaited === 0;
  }

  /** What is coarser here than in the planes, in words. */
  get note(): string | null {
    return this.#note;
  }

  /** The present one of the scan's views, and how many there are; `null` before there is a scan. */
  get view(): { readonly at: number; readonly count: number } | null {
    const planes = this.#seen;
    if (!planes) return null;
    const count = planes.scan.anglesRad.length;
    return { at: Math.min(planes.look.view, count - 1), count };
  }

  /** How the volume is seen. */
  get mode(): SceneMode {
    return this.#sight ? modeShown(this.#wishes.mode, this.#sight.unit, this.#isUnfiltered) : this.#wishes.mode;
  }

  /** Whether a mode says something of what is shown. */
  offers(mode: SceneMode): boolean {
    return this.#sight !== null && suits(mode, this.#sight.unit, this.#isUnfiltered);
  }

  wish(wishes: SceneWishes): void {
    this.#wishes = wishes;
    this.#renderer.cut(wishes.cuts);
    this.#renderer.showPlanes(wishes.planes);
    this.#show();
  }

  show(sight: Sight): void {
    const before = this.#sight;
    this.#sight = sight;
    // Sights come for much that is not seen here.
    if (!before || SEEN_HERE.some((key) => sight[key] !== before[key])) this.#show();
    if (sight.pointer !== before?.pointer) this.#point(sight);
  }

  dispose(): void {
    this.#isOver = true;
  }

  #show(): void {
    const sight = this.#sight;
    const planes = sight?.planes;
    if (!sight || !planes || !sight.windows) return;
    const before = this.#seen;
    this.#seen = planes;
    const { volumeGrid, scan } = planes;
    const isOther = scan !== before?.scan || volumeGrid !== before.volumeGrid;
    if (isOther) {
      const lowered = loweredScan(scan);
      this.#renderer.setScan({ lowered, channelSpacingMm: scan.channelSpacingMm }, boxOf(volumeGrid), this.view!.at);
    } else if (planes.look.view !== before.look.view) this.#renderer.setView(this.view!.at);
    if (this.#pointed) this.#renderer.point(this.#pointed, this.view!.at);
    this.#window();
    // What grows is another one in the same arrays.
    if (planes.growth || planes.projection !== before?.projection)
      void this.#await(this.#showProjection(sight, planes));
    if (this.#wishes.planes && planes !== this.#hasPlanes) void this.#await(this.#showPlanes(sight, planes));
    // While a hand moves, the volume that was there stays.
    if (planes.growth) this.#growVolume(sight, planes);
    else if (planes.volume !== this.#volume && sight.preview === null)
      void this.#await(this.#showVolume(sight, planes));
    this.#changed();
  }

  #point({ pointer }: Sight): void {
    const planes = this.#seen;
    if (!planes) return;
    const { plane, hover } = pointer ?? {};
    const pointed = plane && hover ? pointedIn(plane, hover, planes.look, detectorRowsOf(planes.scan)) : null;
    if (JSON.stringify(pointed) === JSON.stringify(this.#pointed)) return;
    this.#pointed = pointed;
    this.#renderer.point(pointed, this.view!.at);
    this.#changed();
  }

  async #await(arrays: Promise<void>): Promise<void> {
    this.#awaited++;
    await arrays;
    this.#awaited--;
    if (this.isWhole && !this.#isOver) this.#changed();
  }

  async #showProjection(sight: Sight, planes: PlanesStep): Promise<void> {
    const picture = await this.#read(sight, planes.projection);
    if (!picture || this.#seen?.projection !== planes.projection) return;
    this.#renderer.setProjection(picture);
    this.#window();
    this.#changed();
  }

  async #showPlanes(sight: Sight, planes: PlanesStep): Promise<void> {
    this.#hasPlanes = planes;
    const [axial, coronal, sagittal] = await Promise.all(
      [planes.axial, planes.coronal, planes.sagittal].map((plane) => this.#read(sight, plane)),
    );
    if (!axial || !coronal || !sagittal || this.#hasPlanes?.axial !== planes.axial) return;
    const { xMm, yMm, zMm } = placeOf(planes.volumeGrid, voxelAt(planes.volumeGrid, planes.look));
    this.#renderer.setPlanes({ axial, coronal, sagittal }, [xMm, yMm, zMm]);
    this.#window();
    this.#changed();
  }

  /** As often as there is time for it; what came meanwhile is shown next. */
  #growVolume(sight: Sight, planes: PlanesStep): void {
    const isUnderWay = this.#growing !== null;
    this.#growing = { sight, planes };
    if (!isUnderWay) void this.#await(this.#followGrowth());
  }

  async #followGrowth(): Promise<void> {
    while (this.#growing && !this.#isOver) {
      const now = this.#growing;
      await this.#showVolume(now.sight, now.planes);
      if (this.#growing === now) this.#growing = null;
    }
  }

  async #showVolume(sight: Sight, { volume, volumeGrid, growth }: PlanesStep): Promise<void> {
    this.#volume = volume;
    const most = this.#renderer.isSoftware || growth ? MOST_TEXELS_SOFTWARE : MOST_TEXELS;
    const read = await this.#read(sight, volume);
    if (!read || this.#volume !== volume) return;
    const [columns, rows, slices] = gridShape(volumeGrid);
    try {
      const texels = await this.#host.run('volumeTexels', read.values, columns, rows, slices, most);
      if (this.#isOver || this.#volume !== volume) return;
      this.#note = noteOf(texels, volumeGrid);
      this.#renderer.setVolume(texels, boxOf(volumeGrid), [columns, rows, slices]);
      this.#window();
      this.#changed();
    } catch (error) {
      if (!this.#isOver && this.#volume === volume) this.#failed(error);
    }
  }

  /** An array's values; `null` where they are wanted no more, or their device is gone and another run follows. */
  async #read(sight: Sight, array: DeviceArray): Promise<PictureValues | null> {
    try {
      const values = await sight.values(array);
      if (this.#isOver) return null;
      // What grows on the host is another one in the same array, and known by its own.
      const own = sight.planes?.growth && array !== sight.planes.volume ? values.slice() : values;
      return { values: own, rows: array.rows, columns: array.columns };
    } catch (error) {
      if (!this.#isOver && !(error instanceof BackendLostError)) this.#failed(error);
      return null;
    }
  }

  /** All windows, which act on everything that is shown. */
  #window(): void {
    const [sight, planes] = [this.#sight, this.#seen];
    if (!sight?.windows || !planes) return;
    const { windows, isInverted, unit } = sight;
    const window = windows[this.#isUnfiltered ? 'unfiltered' : 'slice'];
    const { toDisplay } = this.#isUnfiltered
      ? unfilteredScale(window.width, planes.growth?.share)
      : sliceScale(unit, window.width, planes.waterMuPerMm, planes.growth?.share);
    const line = displayLine(toDisplay);
    if (planes.look.projection === 'signal') {
      const signal = displayLine(SIGNAL_SCALE.toDisplay);
      this.#renderer.windowProjection((scale) => toWindow(signal, scale, windows.radiograph), !isInverted);
    } else this.#renderer.windowProjection((scale) => toWindow(AS_IT_IS, scale, windows.sinogram), isInverted);
    this.#renderer.windowPlanes((scale) => toWindow(line, scale, window), isInverted);
    this.#renderer.shade({ mode: this.mode, display: line, window, sumWindow: windows.sinogram });
  }

  get #isUnfiltered(): boolean {
    return this.#sight?.experiment.reconstruction.filter === 'none';
  }
}

/** Line integrals are shown in their own unit. */
const AS_IT_IS = { factor: 1, offset: 0 } as const;

function noteOf({ voxelsPerTexel, columns, rows, slices }: VolumeTexels, grid: Grid): string | null {
  if (voxelsPerTexel.every((count) => count === 1)) return null;
  return `${gridShape(grid).join(' × ')} voxels averaged to ${columns} × ${rows} × ${slices}`;
}
