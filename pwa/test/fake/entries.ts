import type { Entry } from '../../src/core/outbox.ts';
import type { CheckInRequest } from '../../src/core/wire.ts';
import { APEL, id, ME } from './world.ts';

export const PHOTO = { sha256: 'a'.repeat(64), size: 165_000 };

export const checkInBody = (): CheckInRequest => ({
  id: id('CK1'),
  activity_id: APEL.id,
  ticket: 'v1.1.tiket.mac',
  photo: PHOTO,
  captured_at: '2026-11-23T00:04:18Z',
  clock_offset_ms: 120,
  source: 'CAMERA',
  offline: false,
  place: null,
  device: null,
});

export const entry = (part: Partial<Entry> = {}): Entry => ({
  id: id('CK1'),
  owner: ME.pegawai_id,
  activity: { id: APEL.id, title: APEL.title, date: APEL.date, closes: APEL.window.closes },
  photo: PHOTO,
  takenAt: 0,
  request: { kind: 'CHECK_IN', body: checkInBody() },
  stage: 'WAITING',
  receipt: null,
  upload: null,
  refusal: null,
  failures: 0,
  nextAt: 0,
  keepUntil: null,
  ...part,
});
