import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/core/problems.ts';
import type { Desk } from '../../src/dashboard/app/desk.ts';
import { bringPicture } from '../../src/dashboard/app/letterhead.ts';
import { fakeDesk } from './desk.tsx';
import { withRole } from './world.ts';

const IMAGE = 'a'.repeat(64);
const FILE = new File(['png'], 'lambang.png', { type: 'image/png' });
const JPEG = new File(['jpeg'], 'kop.jpg', { type: 'image/jpeg' });
const answer = (value: object): Answer<never> => ({ ok: true, status: 200, value: value as never });

/** A desk whose server checks for so many looks; what was asked. */
function desk(checks: number, part: Partial<Desk> = {}): { desk: Desk; asked: string[] } {
  const asked: string[] = [];
  let left = checks;
  const net = {
    call: async (method: string, path: string) => {
      asked.push(`${method} ${path}`);
      if (method === 'POST') return answer({ upload: { url: 'x', fields: {} } });
      left -= 1;
      return answer({ url: left < 0 ? 'https://foto/kop' : null });
    },
  } as Desk['net'];
  const after: Desk['after'] = (_, work) => {
    queueMicrotask(work);
    return () => undefined;
  };
  const picture: Desk['picture'] = async () => ({ jpeg: JPEG, sha256: IMAGE });
  return { desk: { ...fakeDesk(withRole('bkpsda')), net, after, picture, ...part }, asked };
}

describe('a picture for the letterhead', () => {
  test('is there once the server has looked at it', async () => {
    const { desk: at, asked } = desk(2);

    expect(await bringPicture(at, FILE, () => true)).toEqual({ kind: 'READY', image: IMAGE });
    expect(asked).toEqual([
      'POST /settings/letterhead-images',
      ...Array.from({ length: 3 }, () => `GET /settings/letterhead-images/${IMAGE}`),
    ]);
  });

  test('is not taken where the server never shows it, or it did not arrive', async () => {
    const lost = desk(0, { sendFile: async () => 'FAILED' });

    expect(await bringPicture(desk(99).desk, FILE, () => true)).toEqual({ kind: 'NOT_TAKEN' });
    expect(await bringPicture(lost.desk, FILE, () => true)).toEqual({ kind: 'NOT_TAKEN' });
    expect(lost.asked).toHaveLength(1);
  });

  test('is sent only where this browser can read it', async () => {
    const { desk: at, asked } = desk(0, { picture: async () => null });

    expect(await bringPicture(at, FILE, () => true)).toEqual({ kind: 'UNREADABLE' });
    expect(asked).toEqual([]);
  });

  test('is looked for no longer once its page is left', async () => {
    const { desk: at, asked } = desk(99);

    await bringPicture(at, FILE, () => false);

    expect(asked).toHaveLength(1);
  });
});
