import { defineConfig, type Plugin } from 'vite';
import { SPLASHES, splashName } from './scripts/icons.mjs';
import paths from './src/core/dashboard-paths.json' with { type: 'json' };

/** Serves dasbor.html for the dashboard's addresses while developing, as the CloudFront function does. */
const dashboardShell: Plugin = {
  name: 'dashboard-shell',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const first = request.url?.split('/')[1]?.split('?')[0] ?? '';
      if (paths.includes(first)) request.url = '/dasbor.html';
      next();
    });
  },
};

/**
 * iOS shows a start-up image only when its size fits the screen exactly. The links come last: the page's
 * charset must stand in its first 1,024 bytes.
 */
const splashLinks: Plugin = {
  name: 'splash-links',
  transformIndexHtml: () =>
    SPLASHES.map(([width, height, ratio]) => ({
      tag: 'link',
      injectTo: 'head',
      attrs: {
        rel: 'apple-touch-startup-image',
        media: `(device-width: ${width}px) and (device-height: ${height}px) and (-webkit-device-pixel-ratio: ${ratio}) and (orientation: portrait)`,
        href: `/icons/${splashName([width, height, ratio])}`,
      },
    })),
};

/** The style first: without it nothing is painted, while the scripts may come a little later. */
const styleFirst: Plugin = {
  name: 'style-first',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => {
      const style = /^ *<link rel="stylesheet"[^>]*>\n/m.exec(html)?.[0] ?? '';
      return html
        .replace(style, '')
        .replace(/^ *<script type="module"/m, (script) => style + script);
    },
  },
};

export default defineConfig({
  plugins: [dashboardShell, splashLinks, styleFirst],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env['APEL_API'] ?? 'http://localhost:4600' },
  },
  build: {
    target: ['chrome100', 'firefox100', 'safari15.4'],
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
