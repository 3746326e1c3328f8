// What has been here is for command and page alike.
export * from '../../number-text.ts';
