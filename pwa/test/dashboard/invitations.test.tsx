import { describe, expect, test } from 'vitest';
import { invitationAt, mayChange, rightsAt } from '../../src/core/desk.ts';
import { answerOf, guestState, sendingFault, sendingOf } from '../../src/core/invitations.ts';
import type { Activity, Guest, Invitation } from '../../src/core/wire.ts';
import { Answers } from '../../src/dashboard/screens/guests.tsx';
import { SendingForm } from '../../src/dashboard/screens/invitation.tsx';
import { id, wibTime } from '../fake/world.ts';
import { drawn, words } from './desk.tsx';
import { ACTIVITY, admin, OPD, withRole } from './world.ts';

const ADMIN = admin(['kegiatan']);
const OWN: Activity = { ...ACTIVITY, regency: false, source: 'PERSON' };
const THEIRS: Activity = { ...OWN, invited: true };
const BEFORE = Date.parse(wibTime('06.00'));
const OPEN = Date.parse(wibTime('06.50'));
const ASKED: Invitation = {
  activity: THEIRS,
  host: { id: id('DINKES'), name: 'Dinas Kesehatan' },
  ...{ answered: false, version: 0, everybody: false, units: [], people: [] },
};
const SITI = { pegawai_id: id('SITI'), name: 'Siti Aminah' };
const GUEST: Guest = {
  opd: ASKED.host,
  ...{ answered: true, everybody: false, units: 0, people: 0, present: null },
};

describe('invitations', () => {
  const rights = rightsAt(ADMIN, OPD.id);

  test('are made to an own activity, and answered for another OPD, until it opens', () => {
    expect(invitationAt(OWN, rights, BEFORE)).toBe('GUESTS');
    expect(invitationAt(OWN, rights, OPEN)).toBeNull();
    expect(invitationAt({ ...OWN, guests: 1 }, rights, OPEN)).toBe('GUESTS');
    expect(invitationAt(THEIRS, rights, BEFORE)).toBe('ANSWER');
    expect(invitationAt(THEIRS, rights, OPEN)).toBeNull();
    expect(invitationAt(ACTIVITY, rights, BEFORE)).toBeNull();
  });

  test('are answered by who looks after the whole OPD alone', () => {
    const [role] = ADMIN.roles;
    const ofUnit = (no: number) =>
      role ? { ...ADMIN, roles: [{ ...role, unit: { no, name: 'Sekretariat' } }] } : ADMIN;

    expect(rightsAt(ofUnit(1), OPD.id).answersInvitations).toBe(false);
    expect(rightsAt(ofUnit(0), OPD.id).answersInvitations).toBe(true);
    expect(rightsAt(withRole('bkpsda'), OPD.id).answersInvitations).toBe(false);
  });

  test('leave the activity to who organises it', () => {
    expect(mayChange(OWN, rights, BEFORE)).toBe(true);
    expect(mayChange(THEIRS, rights, BEFORE)).toBe(false);
  });
});

describe('whom an OPD sends', () => {
  test('is asked for by name first, and stands as it was chosen', () => {
    expect(sendingOf(ASKED).who).toBe('CHOSEN');
    expect(sendingOf({ ...ASKED, answered: true }).who).toBe('NOBODY');
    expect(sendingOf({ ...ASKED, answered: true, everybody: true }).who).toBe('EVERYBODY');
    expect(sendingOf({ ...ASKED, answered: true, people: [SITI] }).people).toEqual([
      { id: SITI.pegawai_id, name: 'Siti Aminah' },
    ]);
  });

  test('is somebody, or nobody on purpose', () => {
    const chosen = sendingOf(ASKED);
    const crowd = Array.from({ length: 101 }, (_, n) => ({ id: id(`P${n}`), name: 'P' }));

    expect(sendingFault(chosen)).toBe('NONE');
    expect(sendingFault({ ...chosen, who: 'NOBODY' })).toBeNull();
    expect(sendingFault({ ...chosen, units: [1] })).toBeNull();
    expect(sendingFault({ ...chosen, people: crowd })).toBe('MANY');
  });

  test('goes over the answer that was seen, and names nobody where everybody comes', () => {
    const stored = { ...ASKED, version: 7, people: [SITI], units: [2] };
    const sending = sendingOf(stored);

    expect(answerOf(stored, sending)).toEqual({
      ...{ version: 7, everybody: false, units: [2], people: [SITI.pegawai_id] },
    });
    expect(answerOf(stored, { ...sending, who: 'EVERYBODY' })).toEqual({
      version: 7,
      everybody: true,
    });
    expect(answerOf(stored, { ...sending, who: 'NOBODY' })).not.toHaveProperty('people');
  });

  test('says from whom the invitation is, and until when', () => {
    const form = (
      <SendingForm opd={OPD} stored={ASKED} onDone={() => 0} onClose={() => 0} onReload={() => 0} />
    );
    const text = words(drawn(ADMIN, form));

    expect(text).toContain('Undangan dari Dinas Kesehatan');
    expect(text).toContain('sampai kegiatan dibuka, 06.45.');
  });
});

test('a host sees numbers of its guests, and whether they answered', () => {
  const guests: Guest[] = [
    { ...GUEST, answered: false },
    { ...GUEST, people: 4, units: 1, present: 3 },
    { ...GUEST, everybody: true },
    GUEST,
  ];
  const text = words(drawn(ADMIN, <Answers guests={guests} until="08.45" />));

  expect(guests.map(guestState)).toEqual(['WAITING', 'CHOSEN', 'EVERYBODY', 'NOBODY']);
  expect(text).toContain('1 unit · 4 orang · 3 hadir');
  expect(text).toContain('Tidak mengirim orang');
});
