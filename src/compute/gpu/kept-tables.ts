/** How many tables of one label are kept: a picture, what it is compared with, and two more. */
const MOST_TABLES = 4;
/** What the tables of one label take at most, unless a single one takes more. */
const MOST_BYTES_PER_LABEL = 2 * 2 ** 20;

export type TableData = ArrayBuffer | Float32Array<ArrayBuffer>;

interface KeptTable {
  readonly buffer: GPUBuffer;
  /** Compared by identity. */
  readonly madeFrom: unknown;
}

/** The tables of one label, in buffers of one size. */
interface Shelf {
  bytes: number;
  /** The one used last comes last. */
  kept: KeptTable[];
  spare: GPUBuffer[];
}

/**
 * Small tables that kernels read, kept on the device by the value that each was made from: whoever alternates between a
 * few scans or plans uploads each table once. Of one label only the last few used are kept.
 *
 * A label's buffers are all made when it has its second table, in the size of its largest one, and from then on they are
 * overwritten in turn: a slider that moves makes no more of them.
 */
export class KeptTables {
  readonly #device: GPUDevice;
  readonly #beforeChange: () => void;
  readonly #shelves = new Map<string, Shelf>();

  /** @param beforeChange called before a table is overwritten, so that work which reads it can be sent on its way */
  constructor(device: GPUDevice, beforeChange: () => void = () => undefined) {
    this.#device = device;
    this.#beforeChange = beforeChange;
  }

  /**
   * The table of this label that was made from this value, made now where it isn't kept. The buffer stays good until a
   * few more tables of the same label have been asked for, or a larger one.
   *
   * @param usage the same for all tables of a label
   */
  table(label: string, madeFrom: unknown, make: () => TableData, usage: number): GPUBuffer {
    const shelf = this.#shelfOf(label);
    const place = shelf.kept.findIndex((table) => table.madeFrom === madeFrom);
    if (place >= 0) {
      const [table] = shelf.kept.splice(place, 1);
      shelf.kept.push(table!);
      return table!.buffer;
    }
    const data = make();
    // What was gathered so far is to see the tables as they are.
    if (shelf.kept.length > 0) this.#beforeChange();
    // An empty table has a buffer too: none of no bytes can be bound.
    if (data.byteLength > shelf.bytes || shelf.bytes === 0)
      this.#grow(shelf, label, withRoom(data.byteLength, usage), usage);
    const buffer = this.#bufferOf(shelf, label, usage);
    this.#device.queue.writeBuffer(buffer, 0, data);
    shelf.kept.push({ buffer, madeFrom });
    return buffer;
  }

  #shelfOf(label: string): Shelf {
    let shelf = this.#shelves.get(label);
    if (!shelf) {
      shelf = { bytes: 0, kept: [], spare: [] };
      this.#shelves.set(label, shelf);
    }
    return shelf;
  }

  /** A buffer for one more table: one that nobody uses, or that of the table whose last use is longest ago. */
  #bufferOf(shelf: Shelf, label: string, usage: number): GPUBuffer {
    const inUse = shelf.kept.length + shelf.spare.length;
    const wanted = shelf.kept.length === 0 ? 1 : mostTables(shelf.bytes);
    for (let made = inUse; made < wanted; made++) shelf.spare.push(this.#make(label, shelf.bytes, usage));
    return shelf.spare.pop() ?? shelf.kept.shift()!.buffer;
  }

  /** Moves the tables into larger buffers, as many of those used last as there may be beside one more. */
  #grow(shelf: Shelf, label: string, bytes: number, usage: number): void {
    const outgrown = [...shelf.spare, ...shelf.kept.map(({ buffer }) => buffer)];
    const room = mostTables(bytes) - 1;
    const staying = room > 0 ? shelf.kept.slice(-room) : [];
    shelf.bytes = bytes;
    shelf.spare = [];
    shelf.kept = staying.map(({ madeFrom }) => ({ madeFrom, buffer: this.#make(label, bytes, usage) }));
    if (staying.length > 0) {
      const encoder = this.#device.createCommandEncoder({ label: `move tables: ${label}` });
      for (const [i, { buffer }] of staying.entries()) {
        encoder.copyBufferToBuffer(buffer, 0, shelf.kept[i]!.buffer, 0, buffer.size);
      }
      this.#device.queue.submit([encoder.finish()]);
    }
    for (const buffer of outgrown) buffer.destroy();
  }

  #make(label: string, size: number, usage: number): GPUBuffer {
    return this.#device.createBuffer({
      label,
      size,
      usage: usage | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
    });
  }
}

/** Twice the room, so that a table that grows with a slider does not outgrow its buffer at every step of it. */
function withRoom(bytes: number, usage: number): number {
  const size = usage === GPUBufferUsage.UNIFORM ? Math.max(16, bytes) : 2 * Math.max(256, bytes);
  return Math.ceil(size / 16) * 16;
}

function mostTables(bytes: number): number {
  return Math.max(1, Math.min(MOST_TABLES, Math.floor(MOST_BYTES_PER_LABEL / bytes)));
}
