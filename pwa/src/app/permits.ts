import type { Advice } from '../core/photo.ts';
import { adviceOn } from '../core/photo.ts';
import type { Answer } from '../core/problems.ts';
import { ulid } from '../core/ulid.ts';
import type { Colleague, Id, Permit, PermitRequest, PhotoFacts, Upload } from '../core/wire.ts';
import type { Net } from '../platform/net.ts';
import type { SendPhoto } from '../platform/upload.ts';
import type { Clock } from './clock.ts';

/** One photographed page of a letter. */
export interface LetterPage {
  jpeg: ArrayBuffer;
  facts: PhotoFacts;
  preview: string;
  advice: Advice;
}
/** A sent request; `left` are the pages that have not reached the server yet. */
export interface SentPermit {
  permit: Permit;
  left: readonly LetterPage[];
}

export interface PermitParts {
  net: Net;
  clock: Clock;
  sendPhoto: SendPhoto;
  stillOfFile: (file: Blob) => Promise<{ jpeg: ArrayBuffer; sample: Uint8ClampedArray } | null>;
  sampleWidth: number;
  sha256: (bytes: ArrayBuffer) => Promise<string>;
  random: (n: number) => Uint8Array;
  preview: (jpeg: ArrayBuffer) => string;
  revoke: (preview: string) => void;
}

export interface Permits {
  /** An id for a request: made once per form, so that sending it twice makes one permit. */
  newId(): Id;
  /** Null where the file is no picture. */
  page(file: Blob): Promise<LetterPage | null>;
  /** A page from a draft, to be seen again. */
  shown(page: Omit<LetterPage, 'preview'>): LetterPage;
  forget(page: LetterPage): void;
  send(request: PermitRequest, pages: readonly LetterPage[]): Promise<Answer<SentPermit>>;
  /** Sends the pages that are left with new forms. */
  sendPages(sent: SentPermit): Promise<Answer<SentPermit>>;
  read(id: Id): Promise<Answer<Permit>>;
  join(id: Id): Promise<Answer<Permit>>;
  withdraw(id: Id): Promise<Answer<Permit>>;
  colleagues(query: string): Promise<Answer<{ people: Colleague[] }>>;
}

export function permits(parts: PermitParts): Permits {
  const { net } = parts;
  const sendPages = async (
    permit: Permit,
    pages: readonly LetterPage[],
    uploads: readonly Upload[],
  ): Promise<SentPermit> => {
    const left: LetterPage[] = [];
    for (const page of pages) {
      const form = formOf(page, uploads);
      const result = form && (await parts.sendPhoto(form, page.jpeg, () => undefined));
      if (result !== 'STORED') left.push(page);
    }
    return { permit, left };
  };
  return {
    newId: () => ulid(parts.clock.device(), parts.random(16)),
    async page(file) {
      const still = await parts.stillOfFile(file);
      if (!still) return null;
      return {
        jpeg: still.jpeg,
        facts: { sha256: await parts.sha256(still.jpeg), size: still.jpeg.byteLength },
        preview: parts.preview(still.jpeg),
        advice: adviceOn(still.sample, parts.sampleWidth),
      };
    },
    shown: (page) => ({ ...page, preview: parts.preview(page.jpeg) }),
    forget: (page) => parts.revoke(page.preview),
    async send(request, pages) {
      const answer = await net.call<{ permit: Permit; uploads: Upload[] }>(
        'POST',
        '/permits',
        request,
      );
      if (!answer.ok) return answer;
      const { permit, uploads } = answer.value;
      return { ...answer, value: await sendPages(permit, pages, uploads) };
    },
    async sendPages({ permit, left }) {
      const answer = await net.call<{ uploads: Upload[] }>(
        'POST',
        `/permits/${permit.id}/uploads`,
        { photos: left.map(({ facts }) => facts) },
      );
      if (!answer.ok) return answer;
      return { ...answer, value: await sendPages(permit, left, answer.value.uploads) };
    },
    read: (id) => net.call('GET', `/permits/${id}`),
    join: (id) => net.call('POST', `/permits/${id}/join`, {}),
    withdraw: (id) => net.call('POST', `/permits/${id}/withdrawal`, {}),
    colleagues: (query) => net.call('GET', `/colleagues?q=${encodeURIComponent(query)}`),
  };
}

/** The form that fits a page: its key names the page's hash (security.md P7). */
const formOf = (page: LetterPage, uploads: readonly Upload[]): Upload | undefined =>
  uploads.find(({ fields }) => fields['key']?.includes(page.facts.sha256));
