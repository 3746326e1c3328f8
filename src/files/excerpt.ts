export { excerpt } from '../errors.ts';
