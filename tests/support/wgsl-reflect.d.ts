/** The package's entry for Node is CommonJS named as an ES module, which Node refuses; its other build works. */
declare module 'wgsl_reflect/wgsl_reflect.module.js' {
  export { WgslReflect } from 'wgsl_reflect';
}
