import { describe, expect, test } from 'vitest';
import {
  afterCommit,
  afterConfirm,
  afterUpload,
  canonicalText,
  due,
  type Entry,
  hurried,
  isUnsent,
  mayDrop,
  pause,
  stepOf,
} from '../src/core/outbox.ts';
import type { Answer, ProblemCode } from '../src/core/problems.ts';
import type { CheckInAnswer, CheckInState } from '../src/core/wire.ts';
import { checkInBody, entry } from './fake/entries.ts';
import { id, RECEIPT, RECORD, UPLOAD } from './fake/world.ts';

const AT = { now: 1_000_000, jitter: 0.5 };
const answered: Answer<CheckInAnswer> = {
  ok: true,
  status: 201,
  value: { receipt: RECEIPT, upload: UPLOAD },
};
const refused = (
  status: number,
  code: ProblemCode,
  more: { retryAfterS?: number; body?: Record<string, unknown> } = {},
): Answer<never> => ({
  ok: false,
  fault: {
    kind: 'PROBLEM',
    problem: {
      status,
      code,
      detail: '',
      pointer: null,
      ref: null,
      retryAfterS: more.retryAfterS ?? null,
      body: more.body ?? {},
    },
  },
});
const offline: Answer<never> = { ok: false, fault: { kind: 'OFFLINE', cause: null } };
const found = (part: Partial<CheckInState['record']>): Answer<CheckInState> => ({
  ok: true,
  status: 200,
  value: { record: { ...RECORD, photo_sha256: entry().photo.sha256, ...part }, receipt: RECEIPT },
});

describe('the way of a photo', () => {
  test('goes commit, upload, confirm, drop', () => {
    const committed = afterCommit(entry(), answered, AT);
    const uploaded = afterUpload(committed, 'STORED', AT);
    const confirmed = afterConfirm(uploaded, found({}), AT);

    expect([entry(), committed, uploaded, confirmed].map((one) => stepOf(one, AT.now))).toEqual([
      'COMMIT',
      'UPLOAD',
      'CONFIRM',
      'DROP',
    ]);
    expect(committed.receipt).toEqual(RECEIPT);
  });

  test('a 201 alone never lets the photo go', () => {
    expect(isUnsent(afterCommit(entry(), answered, AT))).toBe(true);
  });

  test.each(['TERSIMPAN', 'TERVERIFIKASI', 'TELAAH', 'DITERIMA', 'DITOLAK'] as const)(
    'the photo goes at %s for its own bytes',
    (state) => {
      const uploaded = entry({ stage: 'UPLOADED', receipt: RECEIPT });

      expect(afterConfirm(uploaded, found({ state }), AT).stage).toBe('CONFIRMED');
    },
  );

  test.each([
    { state: 'TERCATAT', photo_state: 'AWAITED' },
    { photo_sha256: 'b'.repeat(64), photo_state: 'AWAITED' },
    { photo_state: 'AWAITED' },
  ] as const)('the photo stays while the server says %o', (part) => {
    const uploaded = entry({ stage: 'UPLOADED', receipt: RECEIPT });

    expect(isUnsent(afterConfirm(uploaded, found(part), AT))).toBe(true);
  });

  test('another photo in its place ends the sending, and the photo is left to its owner', () => {
    const uploaded = entry({ stage: 'UPLOADED', receipt: RECEIPT });

    const after = afterConfirm(uploaded, found({ photo_sha256: 'b'.repeat(64) }), AT);

    expect([after.stage, isUnsent(after), mayDrop(after)]).toEqual(['SUPERSEDED', false, true]);
    expect(stepOf(after, AT.now + 1e12)).toBeNull();
  });

  test('a photo that is never confirmed is uploaded again with a new form', () => {
    let one = entry({ stage: 'UPLOADED', receipt: RECEIPT, upload: UPLOAD });
    for (let tries = 0; tries < 7; tries += 1) {
      one = afterConfirm(one, found({ state: 'TERCATAT', photo_state: 'AWAITED' }), AT);
    }

    expect(stepOf(one, AT.now)).toBe('COMMIT');
    expect(one.upload).toBeNull();
  });

  test('a form that the bucket refuses is asked for anew; the photo is kept', () => {
    const committed = entry({ stage: 'COMMITTED', receipt: RECEIPT, upload: UPLOAD });

    const after = afterUpload(committed, 'FORM_REFUSED', AT);

    expect(stepOf(after, AT.now)).toBe('COMMIT');
    expect(isUnsent(after)).toBe(true);
  });

  test('a bucket that refuses every form is asked less and less often', () => {
    let one = afterCommit(entry(), answered, AT);
    let now = AT.now;
    let rounds = 0;
    for (; now < AT.now + 3_600_000; rounds += 1) {
      one = afterUpload(one, 'FORM_REFUSED', { now, jitter: 0 });
      now = one.nextAt;
      one = afterCommit(one, answered, { now, jitter: 0 });
      expect(isUnsent(one)).toBe(true);
    }

    expect(rounds).toBeLessThan(40);
    expect(afterUpload(one, 'STORED', AT).failures).toBe(0);
  });

  test('an upload that got no answer is tried with the same form', () => {
    const committed = entry({ stage: 'COMMITTED', receipt: RECEIPT, upload: UPLOAD });

    expect(stepOf(afterUpload(committed, 'FAILED', AT), AT.now)).toBe('UPLOAD');
  });
});

describe('refusals', () => {
  test.each([
    ['tiket-tidak-sah', 422],
    ['sudah-ditutup', 422],
    ['terlambat-kirim', 422],
    ['beda-isi', 422],
  ] as const)('%s stays visible and is not sent again', (code, status) => {
    const after = afterCommit(entry(), refused(status, code), AT);

    expect(after).toMatchObject({ stage: 'REFUSED', refusal: code });
    expect(stepOf(after, AT.now + 1e9)).toBeNull();
  });

  test('a record that takes no other photo any more is not asked again', () => {
    const other = entry({
      request: {
        kind: 'PHOTO',
        ref: 'R1',
        body: { photo: entry().photo, source: 'CAMERA', captured_at: RECEIPT.recorded_at },
      },
    });

    expect(afterCommit(other, refused(404, 'tidak-ada'), AT).stage).toBe('REFUSED');
  });

  test.each([
    ['json-rusak', 400],
    ['sesi-berakhir', 401],
    ['perlu-faktor-kedua', 403],
    ['tidak-ada', 404],
    ['status-berubah', 409],
    ['terlalu-besar', 413],
    ['tipe-isi', 415],
    ['terlalu-sering', 429],
    ['kesalahan', 500],
    ['sibuk', 503],
  ] as const)('%s (%i) is tried again and loses nothing', (code, status) => {
    const after = afterCommit(entry(), refused(status, code), AT);

    expect(stepOf(after, after.nextAt)).toBe('COMMIT');
    expect(after.nextAt).toBeGreaterThan(AT.now);
  });

  test('another check-in that came first shows its receipt and keeps the photo 72 hours', () => {
    const first = { ...RECEIPT, check_in_id: id('CK9') };

    const after = afterCommit(
      entry(),
      refused(409, 'sudah-tercatat', { body: { receipt: first } }),
      AT,
    );

    expect(after).toMatchObject({ stage: 'DUPLICATE', receipt: first });
    expect(stepOf(after, AT.now + 71 * 3_600_000)).toBeNull();
    expect(stepOf(after, AT.now + 72 * 3_600_000)).toBe('DROP');
  });

  test('the server says how long to wait', () => {
    const after = afterCommit(entry(), refused(503, 'sibuk', { retryAfterS: 90 }), AT);

    expect(after.nextAt).toBe(AT.now + 90_000);
  });
});

describe('pauses', () => {
  test('grow from two seconds to five minutes, and never beyond', () => {
    expect([0, 1, 2, 8, 30].map((failures) => pause(failures, 1))).toEqual([
      2_000, 4_000, 8_000, 300_000, 300_000,
    ]);
  });

  test('are spread by chance over their second half', () => {
    expect(pause(3, 0)).toBe(8_000);
    expect(pause(3, 1)).toBe(16_000);
  });

  test('end at once when the person or the network calls', () => {
    const waiting = afterCommit(entry(), offline, AT);

    expect(due([waiting], AT.now)).toEqual([]);
    expect(due([hurried(waiting, AT.now)], AT.now)).toHaveLength(1);
  });

  test('the oldest photo is sent first', () => {
    const late: Entry = entry({ id: id('B'), takenAt: 20 });
    const early: Entry = entry({ id: id('A'), takenAt: 10 });

    expect(due([late, early], AT.now).map((one) => one.id)).toEqual([early.id, late.id]);
  });
});

test('the device signs exactly this text', () => {
  expect(canonicalText(checkInBody())).toBe(
    `apel-check-in.v1\n${id('CK1')}\n${id('APEL')}\n${'a'.repeat(64)}\n165000\n2026-11-23T00:04:18Z`,
  );
});
