/** Which build runs here: the hash in the name of the page's script. */
export const buildOf = (document: Document): string =>
  /-([\w-]{4,40})\.js$/.exec(
    document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '',
  )?.[1] ?? 'dev';
