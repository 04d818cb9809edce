import { describe, expect, test } from 'vitest';
import type { Me, SignatureImage } from '../../src/core/wire.ts';
import { eventText } from '../../src/dashboard/screens/person-events.tsx';
import { Choice } from '../../src/dashboard/screens/signature.tsx';
import { drawn, words } from './desk.tsx';
import { withRole } from './world.ts';

const HEAD: Me = withRole('kepala_opd');
const NONE: SignatureImage = {
  ...{ image: null, since: null, url: null, regency: false },
  ...{ opd: 'Dinas Kesehatan', office: 'KEPALA DINAS KESEHATAN' },
};
const SET: SignatureImage = {
  ...NONE,
  ...{ image: 'a'.repeat(64), since: '2026-11-23T02:00:00Z', url: 'https://foto/ttd' },
};
const page = (of: SignatureImage, me = HEAD): string => drawn(me, <Choice first={of} />);
const buttons = (html: string): string[] =>
  [...html.matchAll(/<button[^>]*>(.*?)<\/button>/g)].map(([, text]) => words(text ?? ''));

describe('the image of the own signature', () => {
  test('is printed only after it was brought and chosen', () => {
    const html = page(NONE);

    expect(buttons(html)).toEqual(['Pilih gambar']);
    expect(words(html)).toContain('KEPALA DINAS KESEHATAN tanpa gambar');
    expect(words(html)).toContain('Tidak pernah pada rekap SEMENTARA dan UJI COBA.');
  });

  test('once printed, is shown, dated, and can be replaced and withdrawn', () => {
    const html = page(SET);

    expect(buttons(html)).toEqual(['Ganti gambar', 'Tarik gambar']);
    expect(html).toContain('src="https://foto/ttd"');
    expect(words(html)).toContain('terbit sejak 23 Nov 2026, 09.00');
  });

  test("stands also in the regency's recap where the OPD publishes it", () => {
    expect(words(page(NONE))).toContain('rekap FINAL Dinas Kesehatan yang terbit');
    expect(words(page({ ...NONE, regency: true }))).toContain('dan rekap FINAL kabupaten');
  });

  test('is below the title of who acts as head', () => {
    const acting = { ...HEAD, roles: HEAD.roles.map((one) => ({ ...one, title: 'Plt.' })) };

    expect(words(page(SET, acting))).toContain('Plt. KEPALA DINAS KESEHATAN');
  });

  test('is named in the events of its person', () => {
    expect(eventText('signature-image:withdraw')).toBe('Gambar tanda tangan ditarik');
  });
});
