import { useEffect, useState } from 'preact/hooks';
import { useLoaded } from '../../app/load.ts';
import { type Answers, isWorking, saidOf, unfinished } from '../../core/imports.ts';
import type { Answer, Fault } from '../../core/problems.ts';
import { wib } from '../../core/time.ts';
import type {
  ChangeKind,
  DateText,
  Id,
  ImportChange,
  ImportFile,
  Upload,
} from '../../core/wire.ts';
import { useDesk } from './desk.ts';

/** How often the page looks while the server works. */
const LOOK_MS = 2_000;

/** With what an import is applied; what is under way needs none. */
export interface Confirmation {
  leavers: number | null;
  answers: Answers;
  /** Null: today, at once. */
  since: DateText | null;
}

export interface ImportsPage {
  files: readonly ImportFile[] | null;
  /** The one that is looked at; null: a file is waited for. */
  current: ImportFile | null;
  fault: Fault | null;
  /** Percent of the running upload. */
  uploading: number | null;
  uploadFailed: boolean;
  busy: boolean;
  today: DateText;
  open: (id: Id | null) => void;
  upload: (file: File) => void;
  check: (columns: readonly { header: string; field: string }[]) => void;
  apply: (said: Confirmation | null) => void;
  reload: () => void;
}

/** Imports of SIMPEG's file: the last ones, and the one in work, followed while the server works on it. */
export function useImports(): ImportsPage {
  const { net, clock, sendFile, after, visible } = useDesk();
  const list = useLoaded('/imports', () => net.call<{ imports: ImportFile[] }>('GET', '/imports'));
  const [chosen, setChosen] = useState<Id | null | undefined>(undefined); // undefined: not chosen yet
  const [taken, setTaken] = useState<ImportFile | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [uploading, setUploading] = useState<number | null>(null);
  const [uploadFailed, setUploadFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [turn, setTurn] = useState(0);
  const files = list.value?.imports ?? null;

  // What nobody ended is there with the list: a choice of files that gives way to it takes a click in vain.
  const current = taken ?? (chosen === undefined && files ? unfinished(files) : null);

  useEffect(() => {
    if (!current || !isWorking(current)) return;
    return after(LOOK_MS, async () => {
      if (visible()) take(await net.call<ImportFile>('GET', `/imports/${current.id}`));
      setTurn(turn + 1);
    });
  }, [current, turn]);

  const take = (answer: Answer<ImportFile>): void => {
    if (!answer.ok) {
      setFault(answer.fault);
      return;
    }
    setFault(null);
    setTaken(answer.value);
    if (!isWorking(answer.value)) list.reload();
  };
  const ask = async (work: () => Promise<Answer<ImportFile>>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    take(await work());
    setBusy(false);
  };
  const check = (of: ImportFile, columns: readonly { header: string; field: string }[] = []) =>
    net.call<ImportFile>('POST', `/imports/${of.id}/checks`, { rev: of.rev, columns });

  const upload = async (file: File): Promise<void> => {
    setUploadFailed(false);
    setFault(null);
    setUploading(0);
    const made = await net.call<{ import: ImportFile; upload: Upload }>('POST', '/imports', {
      file_name: file.name.slice(-200),
      size: file.size,
    });
    if (!made.ok) setFault(made.fault);
    else if ((await sendFile(made.value.upload, file, setUploading)) !== 'STORED')
      setUploadFailed(true);
    else {
      setChosen(made.value.import.id);
      await ask(() => check(made.value.import));
    }
    setUploading(null);
  };
  const open = (id: Id | null): void => {
    setChosen(id);
    setFault(null);
    setTaken(files?.find((one) => one.id === id) ?? null);
  };
  return {
    files,
    current,
    fault: fault ?? list.fault,
    uploading,
    uploadFailed,
    busy,
    today: wib(clock.server()).date,
    open,
    upload: (file) => void upload(file),
    check: (columns) => current && void ask(() => check(current, columns)),
    apply: (said) =>
      current &&
      void ask(() =>
        net.call<ImportFile>('POST', `/imports/${current.id}/applications`, {
          rev: current.rev,
          ...(said && { ...said, answers: saidOf(said.answers) }),
        }),
      ),
    reload: () => {
      setFault(null);
      list.reload();
      if (current)
        void net.call<ImportFile>('GET', `/imports/${current.id}`).then((answer) => take(answer));
    },
  };
}

/** One page of what an import changes. */
export function useChanges(of: ImportFile, kind: ChangeKind | null, page: number) {
  const { net } = useDesk();
  const query = `${kind ? `kind=${kind}&` : ''}page=${page}`;
  const path = `/imports/${of.id}/changes?${query}`;
  return useLoaded(`${path}#${of.rev}`, () => net.call<{ changes: ImportChange[] }>('GET', path));
}

/** Opens the table of refused rows; the link lives for a minute. */
export function useRefusals(of: ImportFile) {
  const desk = useDesk();
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  return {
    fault,
    busy,
    async open(): Promise<void> {
      setBusy(true);
      const answer = await desk.net.call<{ url: string }>('GET', `/imports/${of.id}/refusals`);
      setBusy(false);
      setFault(answer.ok ? null : answer.fault);
      if (answer.ok) desk.open(answer.value.url);
    },
  };
}
