import { InputError } from '../../errors.ts';
import {
  type EntryChanges,
  filesOf,
  withAnswer,
  withChanges,
  withEntry,
  withMoved,
  withoutEntry,
} from '../../report/changes.ts';
import { mustHaveRoom } from '../../report/limits.ts';
import {
  type AnswerEntry,
  EMPTY_REPORT,
  type GivenAnswer,
  type Report,
  type ReportEntry,
} from '../../report/report.ts';
import { readReport } from '../../report/schema.ts';
import { KeptRecords } from './kept-records.ts';

const REPORT = 'report';
const PICTURE = 'picture:';
/** As long as somebody types, nothing is written. */
const REST_MS = 250;

/** What keeps a report: a database of the browser, or a made-up one. */
export type Records = Pick<KeptRecords, 'get' | 'put' | 'remove' | 'names'>;

/** The bytes of PNG files, by the names under which a report has them. */
export type PictureFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** What was deleted, and where it stood. */
interface Deleted {
  readonly entry: ReportEntry;
  readonly at: number;
}

/**
 * The report that is being written: kept by the browser over reloads, and sent nowhere. Pictures are kept beside it, so that
 * a letter typed writes no picture again.
 */
export class Notebook {
  readonly #records: Records;
  readonly #listeners = new Set<() => void>();
  readonly #channel: BroadcastChannel | null;
  readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();
  #report: Report = EMPTY_REPORT;
  #deleted: readonly Deleted[] = [];
  #timer = 0;
  #writing: Promise<void> = Promise.resolve();
  #fault: string | null = null;

  private constructor(records: Records, channel: BroadcastChannel | null) {
    this.#records = records;
    this.#channel = channel;
    channel?.addEventListener('message', () => void this.#read());
  }

  /** The report that the browser keeps, or an empty one. Never rejects: where nothing is kept, it says so. */
  static async open(
    records: Records = new KeptRecords('ct-sandbox-report'),
    channel: BroadcastChannel | null = typeof BroadcastChannel === 'undefined'
      ? null
      : new BroadcastChannel('ct-sandbox-report'),
  ): Promise<Notebook> {
    const notebook = new Notebook(records, channel);
    await notebook.#read();
    await notebook.#forgetUnused();
    return notebook;
  }

  get report(): Report {
    return this.#report;
  }

  /** Why the report is not kept, as a sentence; `null` while it is. */
  get fault(): string | null {
    return this.#fault;
  }

  /** What can be brought back: the entry that was deleted last. */
  get lastDeleted(): ReportEntry | null {
    return this.#deleted.at(-1)?.entry ?? null;
  }

  picture(file: string): Uint8Array<ArrayBuffer> | null {
    return this.#files.get(file) ?? null;
  }

  /** Calls back whenever the report is another. @returns what ends it */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Puts an entry at the end; it is there at once, whenever it is written.
   *
   * @param files of its pictures
   * @throws InputError where there is no room for it
   */
  add(entry: ReportEntry, files: PictureFiles = new Map()): void {
    mustHaveRoom(this.#report, entry, bytesOf(this.#files), bytesOf(files));
    for (const [file, bytes] of files) {
      this.#files.set(file, bytes);
      this.#write(() => this.#records.put(PICTURE + file, bytes));
    }
    this.#set(withEntry(this.#report, entry));
    this.#writeReport();
  }

  /** Puts an answer to a step of a lesson into the report, instead of what was answered to that step before. */
  addAnswer({ lesson, step, question, answer }: GivenAnswer): void {
    const entry: AnswerEntry = {
      ...{ kind: 'answer', id: newId(), title: step, words: '', date: isoNow() },
      ...{ lesson, question, answer },
    };
    mustHaveRoom(this.#report, entry, 0, 0);
    this.#set(withAnswer(this.#report, entry));
  }

  setHead(head: Partial<Pick<Report, 'title' | 'author'>>): void {
    this.#set({ ...this.#report, ...head });
  }

  change(id: string, changes: EntryChanges): void {
    this.#set(withChanges(this.#report, id, changes));
  }

  /** @param to its place among the others, from 0 */
  move(id: string, to: number): void {
    this.#set(withMoved(this.#report, id, to));
  }

  remove(id: string): void {
    const at = this.#report.entries.findIndex((entry) => entry.id === id);
    const entry = this.#report.entries[at];
    if (!entry) return;
    this.#deleted = [...this.#deleted, { entry, at }];
    this.#set(withoutEntry(this.#report, id));
  }

  /** Brings back what was deleted last, to where it stood. @returns it; `null` where nothing was */
  restore(): ReportEntry | null {
    const last = this.#deleted.at(-1);
    if (!last) return null;
    mustHaveRoom(this.#report, last.entry, 0, 0);
    this.#deleted = this.#deleted.slice(0, -1);
    this.#set(withEntry(this.#report, last.entry, Math.min(last.at, this.#report.entries.length)));
    return last.entry;
  }

  /** A new report; what was there can be brought back entry by entry until the page is closed. */
  clear(): void {
    this.#deleted = [...this.#deleted, ...this.#report.entries.map((entry, at) => ({ entry, at })).reverse()];
    this.#set(EMPTY_REPORT);
  }

  /** Resolves when everything that was changed is kept, or cannot be. */
  async flush(): Promise<void> {
    if (this.#timer !== 0) this.#writeReport();
    await this.#writing;
  }

  #set(report: Report): void {
    if (report === this.#report) return;
    this.#report = report;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#writeReport(), REST_MS) as unknown as number;
    this.#tell();
  }

  #writeReport(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const report = this.#report;
    this.#write(() => this.#records.put(REPORT, report));
    this.#write(async () => this.#channel?.postMessage('written'));
  }

  /** One after the other; what fails is told, and the report goes on in memory. */
  #write(action: () => Promise<void>): void {
    this.#writing = this.#writing.then(action).catch((error: unknown) => this.#failed(error));
  }

  #failed(error: unknown): void {
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    const why = isFull ? 'This browser has no more room for the report' : 'This browser does not keep the report';
    this.#fault = `${why}: what is not saved as HTML or ZIP is gone when the page is closed.`;
    this.#tell();
  }

  async #read(): Promise<void> {
    try {
      const kept = await this.#records.get(REPORT);
      // What was typed meanwhile is newer.
      if (kept === undefined || this.#timer !== 0) return;
      const { report, unreadable } = readReport(kept, 'The report');
      for (const file of filesOf(report)) {
        if (this.#files.has(file)) continue;
        const bytes = await this.#records.get(PICTURE + file);
        if (bytes instanceof Uint8Array) this.#files.set(file, bytes as Uint8Array<ArrayBuffer>);
      }
      const whole = report.entries.filter((entry) => this.#hasPictures(entry));
      const lost = unreadable + report.entries.length - whole.length;
      this.#report = { ...report, entries: whole };
      if (lost > 0) this.#fault = `${lost === 1 ? 'One entry' : `${lost} entries`} of the report could not be read.`;
    } catch (error) {
      if (error instanceof InputError) this.#fault = `What was kept of a report cannot be read: ${error.message}.`;
      else this.#failed(error);
    }
    this.#tell();
  }

  #hasPictures(entry: ReportEntry): boolean {
    return entry.kind !== 'picture' || entry.pictures.every(({ file }) => this.#files.has(file));
  }

  /** Pictures of entries that were deleted on earlier visits. */
  async #forgetUnused(): Promise<void> {
    const used = filesOf(this.#report);
    const names = await this.#records.names().catch(() => []);
    for (const name of names) {
      if (name.startsWith(PICTURE) && !used.has(name.slice(PICTURE.length))) {
        this.#write(() => this.#records.remove(name));
      }
    }
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

let made = 0;

/** Tells an entry or a picture from others, of other pages too. */
export function newId(): string {
  return `${Date.now().toString(36)}-${++made}-${Math.random().toString(36).slice(2, 8)}`;
}

/** Now as ISO 8601 has it, where the page is. */
export function isoNow(date = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

function bytesOf(files: PictureFiles): number {
  return [...files.values()].reduce((sum, { length }) => sum + length, 0);
}
