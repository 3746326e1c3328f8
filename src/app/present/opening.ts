import { type Experiment, resolveExperiment } from '../../experiment/experiment.ts';
import type { ExperimentPatch } from '../../experiment/experiment-patch.ts';
import { type ExperimentInput, parseExperimentInput } from '../../experiment/experiment-schema.ts';
import { namedFilesOf } from '../../experiment/named-files-of.ts';
import type { Subject } from '../../experiment/subject.ts';
import { geometryNamed } from '../../geometry/scan.ts';
import type { Chosen } from '../dialogs/arrays-dialog.ts';
import { FileReading } from '../files/file-reading.ts';
import type { OpenedArray } from '../files/opened-arrays.ts';
import type { OpenedDocument } from '../files/opened-document.ts';
import type { NewestWish } from '../runs/newest-wish.ts';
import type { Notices } from '../shell/notices.ts';
import type { PageBehind } from '../workplaces/page-behind.ts';
import { defaultOf, START, usualExperiment } from './default-experiment.ts';
import { inScanOf, withRemarks } from './exchanged-phantom.ts';
import { type AddressOrigin, BARE, experimentInAddress, leadsIntoCourse } from './in-address.ts';
import { OpeningWishes, type OpeningWishesCallbacks } from './opening-wishes.ts';
import type { KeptWithAddress } from './page-address.ts';
import type { PresentExperiment, PresentPair } from './present-experiment.ts';
import { gather, type Waiting, WaitingExperiment, type WaitingNotices } from './waiting-experiment.ts';

/** What an example is called in sentences. */
const EXAMPLE = 'This example';

/** Where volumes are looked at. */
const IN_VOLUME: PageBehind = { workplace: 'volume', state: null, kept: null, windows: null, marks: null };

/** Files by their names. */
type Files = ReadonlyMap<string, File>;

/** Who asks for another experiment: a person, a workplace's room for what it is about, or the address that was gone to. */
export type Wisher = 'hand' | 'room' | 'address';

export interface OpeningCallbacks extends OpeningWishesCallbacks {
  /** The scan that another phantom is put into. */
  base(): PresentPair;
  /** What is done to an experiment before it is shown. */
  prepare(input: ExperimentInput, experiment: Experiment, subject: Subject): Experiment;
  /** What an address has behind an experiment, which is not there yet. @throws InputError (rejects) naming what is wrong */
  readBehind(hash: string, opened: PresentPair, from: string): Promise<PageBehind>;
  /**
   * Shows and runs what was opened; it is the present experiment when this returns its promise.
   *
   * @param behind of an address: what stands behind the experiment there
   */
  take(experiment: Experiment, subject: Subject, wisher: Wisher, behind: PageBehind | null): Promise<void>;
  /** What was opened last stands in for what the address holds, which waits for its files. */
  onStandIn(): void;
  /** A list of slides was opened, from the file of this name. */
  onLecture(json: unknown, name: string): void;
  /** An address leads into the course. */
  onCourseLink(hash: string): void;
  /** Asks a person what opened files are; `null` where nobody wants to say. @throws (rejects) when the signal is aborted */
  askForRoles(arrays: readonly OpenedArray[], leftOut: readonly string[], signal: AbortSignal): Promise<Chosen | null>;
}

/** Where it is said what comes of it. */
export type OpeningNotices = WaitingNotices & Pick<Notices, 'failure' | 'loading'>;

/**
 * Every way to another experiment: the address, files, another phantom. What cannot be opened leaves everything as it is
 * and is told in a sentence.
 */
export class Opening {
  readonly #present: PresentExperiment;
  readonly #notices: OpeningNotices;
  readonly #wishes: OpeningWishes;
  readonly #callbacks: OpeningCallbacks;
  /** What experiments may name: the arrays and pictures opened last. */
  #files: Files = new Map();
  readonly #reading = new FileReading((sentence) => this.#notices.loading(sentence));
  /** What was said of measured data when they were opened: their arc and their channels, which no default knows. */
  readonly #openedAs = new WeakMap<Subject, ExperimentInput>();
  readonly #waiting: WaitingExperiment;

  /** @param wishes orders what is opened among all that puts something else on the page: the newest wins */
  constructor(present: PresentExperiment, notices: OpeningNotices, wishes: NewestWish, callbacks: OpeningCallbacks) {
    this.#present = present;
    this.#notices = notices;
    this.#wishes = new OpeningWishes(wishes, notices, callbacks);
    this.#waiting = new WaitingExperiment(notices);
    this.#callbacks = callbacks;
  }

  /** Whether the address holds a link whose files are missing: a reload brings it back as long as it stands there. */
  get linkWaits(): boolean {
    return this.#waiting.isOfAddress;
  }

  /** Resolves when nothing is being opened any more. */
  settled(): Promise<void> {
    return this.#wishes.settled();
  }

  /**
   * What an address's hash holds, or the default where it holds none that can be opened and nothing is open yet.
   *
   * @param beforeReload an experiment that no hash can hold, instead of none
   */
  openAddress(hash: string, beforeReload: KeptWithAddress | null = null): Promise<boolean> {
    if (leadsIntoCourse(hash)) return this.#openCourseLink(hash);
    return this.#wishes.open(async (signal) => {
      let fault: unknown = null;
      try {
        const held = await experimentInAddress(hash, beforeReload);
        if (held) {
          const { input, behind, from } = held;
          const wish = gather(from, { kind: 'experiment', input, behind }, this.#files);
          if (wish.missing.length === 0) {
            return await this.#openExperiment(input, signal, this.#filesWith(wish), held);
          }
          if (!this.#present.isOpen) {
            await this.#openExperiment(parseExperimentInput(START), signal, this.#files, BARE);
            this.#callbacks.onStandIn();
          }
          return this.#waitFor(wish);
        }
      } catch (error) {
        signal.throwIfAborted();
        if (this.#present.isOpen) throw error;
        fault = error;
      }
      await this.#openExperiment(parseExperimentInput(START), signal, this.#files, BARE);
      // Said last, so that the default's run does not pass for the link's.
      if (fault !== null) this.#notices.failure(fault);
      return fault === null;
    });
  }

  /**
   * Files that came together: an experiment or a phantom with the files it names, an image, arrays of a measurement; or
   * those that something opened before waits for.
   */
  async openFiles(given: readonly File[] | Promise<readonly File[]>): Promise<void> {
    if (!(given instanceof Promise) && given.length === 0) return;
    await this.#wishes.open(async (signal) => {
      const list = await given;
      signal.throwIfAborted();
      const files = new Map(list.map((file) => [file.name, file]));
      const continued = this.#waiting.with(files);
      if (continued && !list.some(({ name }) => /\.json$/i.test(name))) {
        // What it waited for has come, whatever is said of it.
        if (continued.missing.length === 0) this.stopWaiting();
        return this.#openWish(continued, signal);
      }
      const opened = await this.#reading.recognise(files, signal);
      const { leftOut = [] } = opened;
      if (opened.kind !== 'arrays') return this.#openDocument(opened, signal, files, leftOut);
      const chosen = await this.#callbacks.askForRoles(opened.arrays, leftOut, signal);
      signal.throwIfAborted();
      if (chosen === null) return false;
      if ('document' in chosen) return this.#openDocument(chosen.document, signal, files);
      const { measurement, phantom } = chosen.input;
      if (measurement) return this.#openExperiment(chosen.input, signal, files, null, true);
      const [name = 'This choice'] = namedFilesOf(chosen.input);
      return this.#openWish(gather(name, { kind: 'phantom', phantom }, files), signal);
    });
  }

  /** @param leftOut what came with it and nothing is made of: sentences */
  async #openDocument(
    opened: OpenedDocument,
    signal: AbortSignal,
    files: ReadonlyMap<string, File>,
    leftOut: readonly string[] = [],
  ): Promise<boolean> {
    if (opened.kind === 'lecture') {
      this.#callbacks.onLecture(opened.json, opened.name);
      return true;
    }
    const { kind, name } = opened;
    const wish =
      kind === 'experiment' ? { kind, input: opened.input, behind: null } : { kind, phantom: opened.phantom };
    // What was opened before may bear the same name and be of another scan.
    return this.#openWish(gather(name, wish, files), signal, leftOut);
  }

  /**
   * Puts another phantom (a name of the library, a phantom file's contents) into the present scan.
   *
   * @param base the scan it is put into, instead of the one that `callbacks.base` tells
   * @returns whether it is the present one
   */
  openPhantom(phantom: unknown, wisher: Wisher = 'hand', base?: PresentPair): Promise<boolean> {
    return this.#wishes.open((signal) => this.#exchangePhantom(phantom, wisher, signal, { base }));
  }

  /**
   * An example that the page itself has, for a hand that has asked for it.
   *
   * @param experiment as it is written
   * @param behind as an address has it
   * @returns whether it is the present one
   */
  openExample(experiment: ExperimentPatch, behind: string): Promise<boolean> {
    const input = parseExperimentInput(experiment, EXAMPLE);
    return this.#wishes.open((signal) =>
      this.#openExperiment(input, signal, this.#files, { from: EXAMPLE, behind, wisher: 'hand' }),
    );
  }

  /** The default experiment of the present phantom; of measured data, the one that they were opened with. */
  reset(): Promise<boolean> {
    return this.#wishes.open(async () => {
      const { experiment, subject } = this.#callbacks.base();
      const input = this.#openedAs.get(subject) ?? defaultOf(experiment);
      const usual = usualExperiment(input, subject);
      await this.#callbacks.take(this.#callbacks.prepare(input, usual, subject), subject, 'hand', null);
      return true;
    });
  }

  /** What it leads to is put on the page by the course, over what is there. */
  async #openCourseLink(hash: string): Promise<boolean> {
    const isThere = this.#present.isOpen || (await this.openAddress(''));
    if (isThere) this.#callbacks.onCourseLink(hash);
    return isThere;
  }

  /** Opens what names files, or waits for those that are missing. */
  #openWish(wish: Waiting, signal: AbortSignal, leftOut: readonly string[] = []): Promise<boolean> | boolean {
    if (wish.missing.length > 0) return this.#waitFor(wish);
    const files = this.#filesWith(wish);
    if (wish.wish.kind === 'phantom') {
      return this.#exchangePhantom(wish.wish.phantom, 'hand', signal, { files, leftOut });
    }
    const { input, behind } = wish.wish;
    return this.#openExperiment(input, signal, files, behind === null ? null : { from: wish.from, behind });
  }

  #filesWith(wish: Waiting): Files {
    return wish.found.size === 0 ? this.#files : wish.found;
  }

  /** What is on the page stays until the files are there. */
  #waitFor(wish: Waiting): false {
    this.#waiting.begin(wish);
    return false;
  }

  /** What was waited for is no longer wanted. */
  stopWaiting(): void {
    this.#waiting.end();
  }

  /**
   * @param files what it may name from now on, where that is not what it was
   * @param address where it came from one: what that is called, and what stands behind the experiment there
   * @param showsVolume whether a volume is shown where volumes are
   */
  async #openExperiment(
    input: ExperimentInput,
    signal: AbortSignal,
    files: Files,
    address: (AddressOrigin & { readonly wisher?: Wisher }) | null = null,
    showsVolume = false,
  ): Promise<boolean> {
    const subject = await this.#load(input, signal, files);
    const asWritten = resolveExperiment(input, subject);
    const isVolume = showsVolume && geometryNamed(asWritten.scan.geometry).makesVolumes;
    const behind = isVolume
      ? IN_VOLUME
      : address && (await this.#callbacks.readBehind(address.behind, { experiment: asWritten, subject }, address.from));
    signal.throwIfAborted();
    const experiment = this.#callbacks.prepare(input, asWritten, subject);
    this.#files = files;
    if (subject.kind === 'measurement') this.#openedAs.set(subject, input);
    this.stopWaiting();
    const wisher = address ? (address.wisher ?? 'address') : 'hand';
    await this.#callbacks.take(experiment, subject, wisher, behind);
    return true;
  }

  async #exchangePhantom(
    phantom: unknown,
    wisher: Wisher,
    signal: AbortSignal,
    { base: givenBase, files = this.#files, leftOut = [] }: ExchangeOptions,
  ): Promise<boolean> {
    const loaded = await this.#load(parseExperimentInput({ phantom }), signal, files);
    const subject = withRemarks(loaded, leftOut);
    // Read only now: controls may have moved while it was loaded.
    const base = givenBase ?? this.#callbacks.base();
    const experiment = inScanOf(base, phantom, subject);
    this.#files = files;
    this.stopWaiting();
    await this.#callbacks.take(experiment, subject, wisher, null);
    return true;
  }

  async #load(input: ExperimentInput, signal: AbortSignal, files: Files): Promise<Subject> {
    const subject = await this.#reading.load(input, files, signal);
    signal.throwIfAborted();
    return subject;
  }
}

interface ExchangeOptions {
  readonly base?: PresentPair | undefined;
  readonly files?: Files;
  /** What came with it and nothing is made of: sentences, said with what is said of the data. */
  readonly leftOut?: readonly string[];
}
