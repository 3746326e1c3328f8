const STORE = 'kept';

/** Records that the browser keeps for the page, by name: plain values and bytes (Indexed Database API 3.0). */
export class KeptRecords {
  readonly #name: string;
  #opened: Promise<IDBDatabase> | null = null;

  /** @param name of the database */
  constructor(name: string) {
    this.#name = name;
  }

  /** `undefined` where there is none of the name. Rejects where the browser keeps nothing. */
  get(key: string): Promise<unknown> {
    return this.#do('readonly', (store) => store.get(key));
  }

  async names(): Promise<readonly string[]> {
    return (await this.#do('readonly', (store) => store.getAllKeys())).map(String);
  }

  async put(key: string, value: unknown): Promise<void> {
    await this.#do('readwrite', (store) => store.put(value, key));
  }

  async remove(key: string): Promise<void> {
    await this.#do('readwrite', (store) => store.delete(key));
  }

  /** Resolves when it is written for good, which a request that succeeded is not yet. */
  async #do<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await this.#open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = ask(transaction.objectStore(STORE));
      transaction.addEventListener('complete', () => resolve(request.result));
      for (const fault of ['abort', 'error']) {
        transaction.addEventListener(fault, () => reject(transaction.error ?? request.error));
      }
    });
  }

  #open(): Promise<IDBDatabase> {
    this.#opened ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(this.#name, 1);
      request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE));
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error));
      request.addEventListener('blocked', () => reject(new Error('another page holds the database')));
    });
    // Asked again, it may be there.
    this.#opened.catch(() => {
      this.#opened = null;
    });
    return this.#opened;
  }
}
