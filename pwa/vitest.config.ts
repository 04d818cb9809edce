import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.{ts,tsx,mjs}'],
    environment: 'node',
    restoreMocks: true,
    // One world for all files: reading the app anew for each took two thirds of the time.
    isolate: false,
    maxWorkers: 1,
  },
});
