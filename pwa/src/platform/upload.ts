import type { UploadResult } from '../core/outbox.ts';
import type { Upload } from '../core/wire.ts';

/** An upload on mobile data may hang without an error: give up after this long without progress, ms. */
const STALL_MS = 30_000;

export type SendPhoto = (
  upload: Upload,
  jpeg: ArrayBuffer,
  onProgress: (percent: number) => void,
) => Promise<UploadResult>;

export type SendFile = (
  upload: Upload,
  file: File,
  onProgress: (percent: number) => void,
) => Promise<UploadResult>;

export const sendPhoto: SendPhoto = (upload, jpeg, onProgress) =>
  sendFile(upload, new File([jpeg], 'photo.jpg', { type: 'image/jpeg' }), onProgress);

/** Posts a file with its presigned form: the fields in their order, then the file. */
export const sendFile: SendFile = (upload, file, onProgress) =>
  new Promise((resolve) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
    form.append('file', file);
    const request = new XMLHttpRequest(); // fetch tells nothing about the progress of a body
    let stall: ReturnType<typeof setTimeout> | undefined;
    const alive = (): void => {
      clearTimeout(stall);
      stall = setTimeout(() => request.abort(), STALL_MS);
    };
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      alive();
      onProgress(total > 0 ? Math.round((loaded / total) * 100) : 0);
    });
    request.addEventListener('loadend', () => {
      clearTimeout(stall);
      resolve(resultOf(request.status));
    });
    request.open('POST', upload.url);
    alive();
    request.send(form);
  });

/** S3's answers: 204 (or 201) stored, 400 and 403 a form that is over; 0 is no answer. */
export function resultOf(status: number): UploadResult {
  if (status === 200 || status === 201 || status === 204) return 'STORED';
  return status === 400 || status === 403 ? 'FORM_REFUSED' : 'FAILED';
}
