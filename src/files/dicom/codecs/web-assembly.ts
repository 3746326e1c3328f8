import { CodestreamFault } from './codec.ts';

type WebAssemblyImports = ConstructorParameters<typeof WebAssembly.Instance>[1];

/** What Emscripten's script makes of a codec written in C++. */
export type StartModule<DecoderName extends string> = (options: {
  /** Is to hand over an instance. */
  instantiateWasm(imports: WebAssemblyImports, receive: (instance: WebAssembly.Instance) => void): object;
  /** What the codec has to say, which it would write to the console. */
  print(text: string): void;
  printErr(text: string): void;
}) => Promise<Readonly<Record<DecoderName, new () => ForeignDecoder>>>;

/** A decoder in there. Buffers are views of the module's memory, and change with the next call. */
export interface ForeignDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): ForeignPicture;
  decode(): void;
  delete(): void;
}

export interface ForeignPicture {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned?: boolean;
}

/** The options that begin with a compiled module and are silent. */
export function startOptions(module: WebAssembly.Module): Parameters<StartModule<string>>[0] {
  return {
    instantiateWasm: (imports, receive) => {
      const instance = new WebAssembly.Instance(module, imports);
      receive(instance);
      return instance.exports;
    },
    print: () => {},
    printErr: () => {},
  };
}

/**
 * A codec in WebAssembly, kept from one frame to the next. Where it stops, whatever for, it is thrown away: its memory is in
 * an unknown state, and the next frame begins with a new one.
 */
export class WebAssemblyCodec {
  readonly #start: () => Promise<new () => ForeignDecoder>;
  #started: Promise<new () => ForeignDecoder> | null = null;

  constructor(start: () => Promise<new () => ForeignDecoder>) {
    this.#start = start;
  }

  /** The pixels of a codestream. @throws CodestreamFault (rejects) where there are none in it */
  async decode(codestream: Uint8Array): Promise<ForeignPicture & { readonly pixels: ArrayLike<number> }> {
    this.#started ??= this.#start();
    let Decoder: new () => ForeignDecoder;
    try {
      Decoder = await this.#started;
    } catch (error) {
      this.#started = null;
      throw error;
    }
    try {
      const decoder = new Decoder();
      decoder.getEncodedBuffer(codestream.length).set(codestream);
      decoder.decode();
      const picture = decoder.getFrameInfo();
      const pixels = pixelsIn(decoder.getDecodedBuffer(), picture);
      decoder.delete();
      return { ...picture, pixels };
    } catch {
      // An exception of C++ is a number here; an abort, an error of WebAssembly.
      this.#started = null;
      throw new CodestreamFault();
    }
  }
}

/** A copy of them, little endian as WebAssembly is. */
function pixelsIn(bytes: Uint8Array, { bitsPerSample, isSigned }: ForeignPicture): ArrayLike<number> {
  const { buffer } = Uint8Array.from(bytes);
  if (bitsPerSample <= 8) return isSigned ? new Int8Array(buffer) : new Uint8Array(buffer);
  return isSigned ? new Int16Array(buffer) : new Uint16Array(buffer);
}
