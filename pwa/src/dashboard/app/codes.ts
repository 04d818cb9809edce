import { useState } from 'preact/hooks';
import { faultText } from '../../core/i18n/faults.ts';
import type { CodeSheet, Id, IssuedCode } from '../../core/wire.ts';
import { useOpd } from './activities.ts';
import { useDesk } from './desk.ts';

/** What is printed: the codes of some people, or those of a unit as far as they were issued. */
export interface Sheet {
  codes: readonly IssuedCode[];
  unit: { no: number; name: string } | null;
  next: Id | null;
  left: number;
}
export interface Codes {
  sheet: Sheet | null;
  busy: boolean;
  error: string | null;
  /** For these people; an earlier code of theirs dies with it. */
  issue: (ids: readonly Id[]) => Promise<void>;
  /**
   * For everybody in a unit without an account, in parts; again for the next part. Answers how many
   * slips there are now, null where it failed.
   */
  issueUnit: (unit: { no: number; name: string }) => Promise<number | null>;
  /** The codes are never shown again. */
  clear: () => void;
}

/** Codes to hand over in person; they are in this page's memory alone. */
export function useCodes(): Codes {
  const { net } = useDesk();
  const opd = useOpd();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const ask = async <T>(path: string, body: object): Promise<T | null> => {
    setBusy(true);
    setError(null);
    const answer = await net.call<T>('POST', `/opds/${opd.id}/${path}`, body);
    setBusy(false);
    if (answer.ok) return answer.value;
    setError(faultText(answer.fault));
    return null;
  };
  return {
    sheet,
    busy,
    error,
    async issue(ids) {
      const value = await ask<{ codes: IssuedCode[] }>('codes', { people: ids });
      if (value) setSheet({ codes: value.codes, unit: null, next: null, left: 0 });
    },
    async issueUnit(unit) {
      const after = sheet?.next ?? undefined;
      const value = await ask<CodeSheet>('code-sheets', { unit: unit.no, after });
      if (!value) return null;
      const codes = [...(sheet?.codes ?? []), ...value.codes];
      // A part may hold nobody to whom this desk may give a code; behind it there may be others.
      if (codes.length > 0 || value.next) setSheet({ ...value, codes, unit });
      return codes.length;
    },
    clear: () => setSheet(null),
  };
}
