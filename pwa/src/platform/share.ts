/** Hands a text and a link to the phone's share sheet, or to the clipboard where there is none. */
export async function share(
  navigator: Navigator,
  text: string,
  url: string,
): Promise<'SHARED' | 'COPIED' | 'CANCELLED'> {
  try {
    if ('share' in navigator) {
      await navigator.share({ text, url });
      return 'SHARED';
    }
    await (navigator as Navigator).clipboard.writeText(`${text} ${url}`);
    return 'COPIED';
  } catch {
    return 'CANCELLED'; // the person closed the sheet, or the browser forbids it
  }
}
