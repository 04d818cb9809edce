import { useState } from 'preact/hooks';
import { useLoaded } from '../../app/load.ts';
import { type Answer, codeOf, type Fault } from '../../core/problems.ts';
import { type Difference, type Draft, differences } from '../../core/regency-settings.ts';
import type { RegencySettings, SettingName, SettingValue } from '../../core/wire.ts';
import { useDesk, useMe } from './desk.ts';

/** The regency's settings, what was typed over them, and sending it over the version that was read. */
export function useSettings() {
  const { net } = useDesk();
  const { value, fault, busy, reload } = useLoaded('/settings', () =>
    net.call<RegencySettings>('GET', '/settings'),
  );
  const [draft, setDraft] = useState<Draft>({});
  const changes = value ? differences(value, draft) : [];
  return {
    value,
    fault,
    loading: busy,
    reload,
    draft,
    changes,
    set: (name: SettingName, to: SettingValue): void => setDraft({ ...draft, [name]: to }),
    discard: (): void => setDraft({}),
    send: (since: string): Promise<Answer<RegencySettings>> =>
      net.call('PUT', '/settings', { ...bodyOf(changes), since, version: value?.version ?? 0 }),
  };
}

const bodyOf = (changes: readonly Difference[]): Draft =>
  Object.fromEntries(changes.map(({ of, to }) => [of.name, to]));

/** BKPSDA changes them, the auditor reads them. */
export const useMayChange = (): boolean => useMe().roles.some(({ role }) => role === 'bkpsda');

/** Which setting was refused, if it was one. */
export const refusedSetting = (fault: Fault): string | null =>
  fault.kind === 'PROBLEM' ? (fault.problem.pointer?.split('/')[1] ?? null) : null;

/** The rule that it breaks (domain/settings_book.py). */
export const brokenRule = (fault: Fault): string | null =>
  fault.kind === 'PROBLEM' && codeOf(fault) === 'pengaturan-janggal'
    ? String(fault.problem.body['rule'])
    : null;
