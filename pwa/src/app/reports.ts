import type { Fault } from '../core/problems.ts';
import { isSignedOut } from '../core/problems.ts';
import type { ReportPart, ReportRequest } from '../core/wire.ts';
import type { Kept } from '../platform/kept.ts';
import type { Net } from '../platform/net.ts';

/** LATER: it lies on the phone and goes out when the app is opened with a signal. */
export type Reported = 'SENT' | 'LATER' | Fault;

export interface Reports {
  send(report: { part: ReportPart; text: string; unsent: number }): Promise<Reported>;
  /** What lies here goes out, as far as the line allows. */
  flush(): Promise<void>;
}

interface Parts {
  kept: Kept<readonly ReportRequest[]>;
  net: Net;
  newId: () => string;
  version: string;
  /** Ends when storage has had its time to read. */
  patience: () => Promise<void>;
}

/** A server in trouble, or a session that ended: it is tried again later. */
const isPassing = (fault: Fault): boolean =>
  fault.kind !== 'PROBLEM' || isSignedOut(fault) || fault.problem.status >= 429;

/** Reports of the app: kept on the phone before they are sent; sent twice, one is one. */
export function reports({ kept, net, newId, version, patience }: Parts): Reports {
  let last: Promise<unknown> = Promise.resolve();
  const oneByOne = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
  const waiting = async (): Promise<readonly ReportRequest[]> =>
    (await Promise.race([kept.read(), patience()])) ?? [];
  const keep = (list: readonly ReportRequest[]): Promise<void> =>
    kept.write(list.length > 0 ? list : null);
  const isKept = async (id: string): Promise<boolean> =>
    (await waiting()).some((one) => one.id === id);
  const post = async (report: ReportRequest): Promise<Reported> => {
    const answer = await net.call('POST', '/me/reports', report);
    if (!answer.ok && isPassing(answer.fault)) {
      return (await isKept(report.id)) ? 'LATER' : answer.fault;
    }
    await keep((await waiting()).filter(({ id }) => id !== report.id));
    return answer.ok ? 'SENT' : answer.fault;
  };
  return {
    send: (told) =>
      oneByOne(async () => {
        const report = { ...told, id: newId(), version };
        await keep([...(await waiting()), report]);
        return post(report);
      }),
    flush: () =>
      oneByOne(async () => {
        for (const report of await waiting()) if ((await post(report)) === 'LATER') return;
      }),
  };
}
