import { describe, expect, test } from 'vitest';
import { type Answer, type Fault, problemOf } from '../../src/core/problems.ts';
import type { Desk } from '../../src/dashboard/app/desk.ts';
import { bringPicture, signaturesAt } from '../../src/dashboard/app/images.ts';
import { upsetText } from '../../src/dashboard/screens/image-choice.tsx';
import { fakeDesk } from './desk.tsx';
import { OPD, withRole } from './world.ts';

const PLACE = signaturesAt(OPD.id);
const IMAGE = 'a'.repeat(64);
const FILE = new File(['png'], 'lambang.png', { type: 'image/png' });
const JPEG = new File(['jpeg'], 'gambar.jpg', { type: 'image/jpeg' });
const answer = (value: object): Answer<never> => ({ ok: true, status: 200, value: value as never });

/** The same refusal for a reason that this version has no words for. */
const unnamed = (fault: Fault): Fault =>
  fault.kind === 'PROBLEM'
    ? { ...fault, problem: { ...fault.problem, body: { flaw: 'bom-scan' } } }
    : fault;

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

describe('a picture to print with', () => {
  test('is there once the server has looked at it', async () => {
    const { desk: at, asked } = desk(2);

    expect(await bringPicture(at, PLACE, FILE, () => true)).toEqual({
      kind: 'READY',
      image: IMAGE,
    });
    expect(asked).toEqual([
      `POST ${PLACE}`,
      ...Array.from({ length: 3 }, () => `GET ${PLACE}/${IMAGE}`),
    ]);
  });

  test('is not taken where the server never shows it, or it did not arrive', async () => {
    const lost = desk(0, { sendFile: async () => 'FAILED' });

    expect(await bringPicture(desk(99).desk, PLACE, FILE, () => true)).toEqual({
      kind: 'NOT_TAKEN',
    });
    expect(await bringPicture(lost.desk, PLACE, FILE, () => true)).toEqual({ kind: 'NOT_TAKEN' });
    expect(lost.asked).toHaveLength(1);
  });

  test('is sent only where this browser can read it', async () => {
    const { desk: at, asked } = desk(0, { picture: async () => null });

    expect(await bringPicture(at, PLACE, FILE, () => true)).toEqual({ kind: 'UNREADABLE' });
    expect(asked).toEqual([]);
  });

  test('says why where the gate refused it', async () => {
    const refused = problemOf(
      422,
      { type: '/masalah/pengaturan-janggal', rule: 'gambar', flaw: 'dimensi' },
      null,
    );
    const fault: Fault = { kind: 'PROBLEM', problem: refused };
    const { desk: at } = desk(0);
    const net = {
      call: async (method: string) =>
        method === 'POST' ? answer({ upload: { url: 'x', fields: {} } }) : { ok: false, fault },
    } as Desk['net'];

    const brought = await bringPicture({ ...at, net }, PLACE, FILE, () => true);

    expect(brought).toEqual({ kind: 'FAULT', fault });
    expect(brought.kind !== 'READY' && upsetText(brought)).toContain('terlalu kecil');
    expect(upsetText({ kind: 'FAULT', fault: unnamed(fault) })).toContain('tidak lolos');
    expect(upsetText({ kind: 'FAULT', fault: { kind: 'OFFLINE', cause: null } })).not.toContain(
      'tidak lolos',
    );
  });

  test('is looked for no longer once its page is left', async () => {
    const { desk: at, asked } = desk(99);

    await bringPicture(at, PLACE, FILE, () => false);

    expect(asked).toHaveLength(1);
  });
});
