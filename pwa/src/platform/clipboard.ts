/** Copies a text; false where the browser forbids it (no permission, an insecure page). */
export async function copyText(clipboard: Clipboard | undefined, text: string): Promise<boolean> {
  try {
    await clipboard?.writeText(text);
    return clipboard !== undefined;
  } catch {
    return false;
  }
}
