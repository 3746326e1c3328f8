declare module '@jsquash/webp/codec/dec/webp_dec.js' {
  type Imports = ConstructorParameters<typeof WebAssembly.Instance>[1];
  interface Options {
    noInitialRun: boolean;
    instantiateWasm(imports: Imports, receive: (instance: WebAssembly.Instance) => void): object;
    print(text: string): void;
    printErr(text: string): void;
  }
  const start: (
    options: Options,
  ) => Promise<{ decode(file: Uint8Array): import('./library.ts').ColouredPicture | null }>;
  export default start;
}
