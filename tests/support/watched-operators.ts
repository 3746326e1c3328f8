import type { BackendDescription, DeviceArray, ViewRange } from '../../src/compute/device.ts';
import type { ViewFilter } from '../../src/kernels/filter-views/view-filter.ts';
import type { Operators } from '../../src/operators/contract.ts';

/**
 * Operators that count what is asked of them and know which arrays are alive. A wrong use (an array given back twice,
 * or used after that) throws at once. Steps are of a few views, so that small runs have many.
 */
export class WatchedOperators<A extends DeviceArray> implements Operators<A> {
  readonly description: BackendDescription;
  filtersInPlace: boolean;
  /** Calls by the name of the method since the last `forget`. */
  readonly calls = new Map<string, number>();
  readonly alive = new Set<A>();
  /** Throws this error at the next call of the method, or after so many that go well. */
  failNext: { readonly method: string; readonly error: Error; readonly after?: number } | null = null;
  readonly #inner: Operators<A>;
  readonly #viewsPerStep: number;

  constructor(inner: Operators<A>, viewsPerStep: number) {
    this.#inner = inner;
    this.#viewsPerStep = viewsPerStep;
    this.description = inner.description;
    this.filtersInPlace = inner.filtersInPlace;
  }

  count(method: string): number {
    return this.calls.get(method) ?? 0;
  }

  forget(): void {
    this.calls.clear();
  }

  run: Operators<A>['run'] = (kernel, parameters, arrays, run) => {
    this.#note(kernel.name);
    return this.#inner.run(kernel, parameters, arrays, run);
  };

  async create(rows: number, columns: number): Promise<A> {
    this.#note('create');
    return this.#born(await this.#inner.create(rows, columns));
  }

  async upload(values: Float32Array, rows: number, columns: number, areFinal?: boolean): Promise<A> {
    this.#note('upload');
    return this.#born(await this.#inner.upload(values, rows, columns, areFinal));
  }

  async read(array: A): Promise<Float32Array> {
    this.#note('read', array);
    return this.#inner.read(array);
  }

  release(array: A): void {
    this.#note('release', array);
    this.alive.delete(array);
    this.#inner.release(array);
  }

  async clear(array: A): Promise<void> {
    this.#note('clear', array);
    await this.#inner.clear(array);
  }

  async subtract(a: A, b: A, out: A): Promise<void> {
    this.#note('subtract', a, b, out);
    await this.#inner.subtract(a, b, out);
  }

  async scanShapes(...args: Parameters<Operators<A>['scanShapes']>): Promise<void> {
    this.#note('scanShapes', args[2]);
    await this.#inner.scanShapes(...args);
  }

  async scanSolids(...args: Parameters<Operators<A>['scanSolids']>): Promise<void> {
    this.#note('scanSolids', args[2]);
    await this.#inner.scanSolids(...args);
  }

  async scanVolume(...args: Parameters<Operators<A>['scanVolume']>): Promise<void> {
    this.#note('scanVolume', args[0], args[3]);
    await this.#inner.scanVolume(...args);
  }

  async adjointScanVolume(...args: Parameters<Operators<A>['adjointScanVolume']>): Promise<void> {
    this.#note('adjointScanVolume', args[0], args[3]);
    await this.#inner.adjointScanVolume(...args);
  }

  async scanImage(...args: Parameters<Operators<A>['scanImage']>): Promise<void> {
    this.#note('scanImage', args[0], args[3]);
    await this.#inner.scanImage(...args);
  }

  async adjointScanImage(...args: Parameters<Operators<A>['adjointScanImage']>): Promise<void> {
    this.#note('adjointScanImage', args[0], args[3]);
    await this.#inner.adjointScanImage(...args);
  }

  async transmit(...args: Parameters<Operators<A>['transmit']>): Promise<void> {
    this.#note('transmit', ...args[1], args[3]);
    await this.#inner.transmit(...args);
  }

  async scatterOfRows(...args: Parameters<Operators<A>['scatterOfRows']>): Promise<void> {
    this.#note('scatterOfRows', ...args);
    await this.#inner.scatterOfRows(...args);
  }

  async detect(...args: Parameters<Operators<A>['detect']>): Promise<void> {
    this.#note('detect', args[1], args[2], args[3], args[4]);
    await this.#inner.detect(...args);
  }

  async applyPolynomial(...args: Parameters<Operators<A>['applyPolynomial']>): Promise<void> {
    this.#note('applyPolynomial', args[1]);
    await this.#inner.applyPolynomial(...args);
  }

  async exponential(...args: Parameters<Operators<A>['exponential']>): Promise<void> {
    this.#note('exponential', args[0]);
    await this.#inner.exponential(...args);
  }

  async takePlane(...args: Parameters<Operators<A>['takePlane']>): Promise<void> {
    this.#note('takePlane', args[1], args[2]);
    await this.#inner.takePlane(...args);
  }

  async smoothStarved(...args: Parameters<Operators<A>['smoothStarved']>): Promise<void> {
    this.#note('smoothStarved', args[1], args[2]);
    await this.#inner.smoothStarved(...args);
  }

  async meanOverViews(...args: Parameters<Operators<A>['meanOverViews']>): Promise<void> {
    this.#note('meanOverViews', ...args);
    await this.#inner.meanOverViews(...args);
  }

  async meanDeviation(...args: Parameters<Operators<A>['meanDeviation']>): Promise<void> {
    this.#note('meanDeviation', args[0], args[1], args[3]);
    await this.#inner.meanDeviation(...args);
  }

  async subtractRow(...args: Parameters<Operators<A>['subtractRow']>): Promise<void> {
    this.#note('subtractRow', ...args);
    await this.#inner.subtractRow(...args);
  }

  async bridgeTrace(...args: Parameters<Operators<A>['bridgeTrace']>): Promise<void> {
    this.#note('bridgeTrace', ...args);
    await this.#inner.bridgeTrace(...args);
  }

  async subtractScatter(...args: Parameters<Operators<A>['subtractScatter']>): Promise<void> {
    this.#note('subtractScatter', args[1], args[2]);
    await this.#inner.subtractScatter(...args);
  }

  async momentsOfViews(...args: Parameters<Operators<A>['momentsOfViews']>): Promise<void> {
    this.#note('momentsOfViews', ...args);
    await this.#inner.momentsOfViews(...args);
  }

  async extendViews(...args: Parameters<Operators<A>['extendViews']>): Promise<void> {
    this.#note('extendViews', args[1], args[2]);
    await this.#inner.extendViews(...args);
  }

  async threshold(values: A, above: number, out: A): Promise<void> {
    this.#note('threshold', values, out);
    await this.#inner.threshold(values, above, out);
  }

  async replaceWhere(...args: Parameters<Operators<A>['replaceWhere']>): Promise<void> {
    this.#note('replaceWhere', ...args);
    await this.#inner.replaceWhere(...args);
  }

  async weightReadings(...args: Parameters<Operators<A>['weightReadings']>): Promise<void> {
    this.#note('weightReadings', args[1], args[2]);
    await this.#inner.weightReadings(...args);
  }

  async rebin(...args: Parameters<Operators<A>['rebin']>): Promise<void> {
    this.#note('rebin', args[1], args[2]);
    await this.#inner.rebin(...args);
  }

  async refineViews(views: A, out: A, range: ViewRange): Promise<void> {
    this.#note('refineViews', views, out);
    await this.#inner.refineViews(views, out, range);
  }

  async completeViews(...args: Parameters<Operators<A>['completeViews']>): Promise<void> {
    this.#note('completeViews', args[1], args[2]);
    await this.#inner.completeViews(...args);
  }

  async mixViews(...args: Parameters<Operators<A>['mixViews']>): Promise<void> {
    this.#note('mixViews', args[1], args[2]);
    await this.#inner.mixViews(...args);
  }

  async filterViews(filter: ViewFilter, sinogram: A, out: A, range: ViewRange): Promise<void> {
    this.#note('filterViews', sinogram, out);
    await this.#inner.filterViews(filter, sinogram, out, range);
  }

  async backProject(...args: Parameters<Operators<A>['backProject']>): Promise<void> {
    this.#note('backProject', args[0], args[3]);
    await this.#inner.backProject(...args);
  }

  async backProjectVolume(...args: Parameters<Operators<A>['backProjectVolume']>): Promise<void> {
    this.#note('backProjectVolume', args[0], args[3]);
    await this.#inner.backProjectVolume(...args);
  }

  async reconstructFourier(...args: Parameters<Operators<A>['reconstructFourier']>): Promise<void> {
    this.#note('reconstructFourier', args[1], args[4]);
    await this.#inner.reconstructFourier(...args);
  }

  async finished(): Promise<number> {
    this.#note('finished');
    return this.#inner.finished();
  }

  viewsPerStep(): number {
    return this.#viewsPerStep;
  }

  dispose(): void {
    this.#inner.dispose();
  }

  #note(method: string, ...used: A[]): void {
    this.calls.set(method, this.count(method) + 1);
    if (used.some((array) => !this.alive.has(array))) throw new Error(`${method} got an array that was given back`);
    if (this.failNext?.method === method) {
      const { error, after = 0 } = this.failNext;
      this.failNext = after > 0 ? { method, error, after: after - 1 } : null;
      if (after === 0) throw error;
    }
  }

  #born(array: A): A {
    this.alive.add(array);
    return array;
  }
}
