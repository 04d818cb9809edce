import type { Answer, ProblemCode } from '../../src/core/problems.ts';
import { problemOf } from '../../src/core/problems.ts';
import type { AttendanceRecord, CheckInRequest, RecordState } from '../../src/core/wire.ts';
import type { Method, Net } from '../../src/platform/net.ts';
import type { SendPhoto } from '../../src/platform/upload.ts';
import { RECEIPT, RECORD, UPLOAD } from './world.ts';

interface Call {
  method: Method;
  path: string;
  body: unknown;
}

/**
 * The server and the photo bucket in memory, as far as the phone's outbox sees them: the first
 * check-in of an activity wins, the photo is verified at once, and the line can be cut.
 */
export class FakeApi implements Net {
  readonly calls: Call[] = [];
  readonly checkIns = new Map<string, { body: CheckInRequest; state: RecordState }>();
  readonly photos = new Map<string, ArrayBuffer>();
  online = true;
  signedIn = true;
  /** Answers for other paths, by `METHOD /path`. */
  readonly answers = new Map<string, unknown>();
  /** The next call is refused so. */
  refuseNext: { status: number; code: ProblemCode; body?: object } | null = null;
  /** Verification has not run yet. */
  verifies = true;
  /** The bucket takes the forms that the server signs. */
  takesForms = true;
  /** Another phone's photo, by the check-in whose photo it replaced (security.md T6). */
  readonly replaced = new Map<string, string>();

  async call<T>(method: Method, path: string, body?: unknown): Promise<Answer<T>> {
    this.calls.push({ method, path, body });
    if (!this.online) return { ok: false, fault: { kind: 'OFFLINE', cause: null } };
    if (this.refuseNext) {
      const { status, code, body: more } = this.refuseNext;
      this.refuseNext = null;
      return refusal(status, code, more);
    }
    if (!this.signedIn) return refusal(401, 'sesi-berakhir');
    return this.answer<T>(method, path, body);
  }

  private answer<T>(method: Method, path: string, body: unknown): Answer<T> {
    if (path === '/check-ins') return this.commit(body as CheckInRequest) as Answer<T>;
    const ref = /^\/check-ins\/(\w+)$/.exec(path)?.[1];
    if (ref) return this.state(ref) as Answer<T>;
    const value = this.answers.get(`${method} ${path}`);
    return value === undefined
      ? refusal(404, 'tidak-ada')
      : { ok: true, status: 200, value: value as T };
  }

  private commit(body: CheckInRequest): Answer<unknown> {
    const first = [...this.checkIns.values()].find(
      (one) => one.body.activity_id === body.activity_id && one.body.id !== body.id,
    );
    if (first) return refusal(409, 'sudah-tercatat', { receipt: this.receipt(first.body.id) });
    const known = this.checkIns.get(body.id);
    if (!known) this.checkIns.set(body.id, { body, state: 'TERCATAT' });
    const fields = { ...UPLOAD.fields, key: `in/${body.id}/${body.photo.sha256}.jpg` };
    const upload = this.replaced.has(body.id) ? null : { ...UPLOAD, fields };
    const value = { receipt: this.receipt(body.id), upload };
    return { ok: true, status: 201, value };
  }

  private receipt(id: string): typeof RECEIPT {
    return { ...RECEIPT, ref: `R${id}`, check_in_id: id };
  }

  private state(ref: string): Answer<unknown> {
    const id = ref.slice(1);
    const one = this.checkIns.get(id);
    if (!one) return refusal(404, 'tidak-ada');
    const sha = this.replaced.get(id) ?? one.body.photo.sha256;
    const stored = this.verifies && this.photos.has(sha);
    const record: AttendanceRecord = {
      ...RECORD,
      ref,
      check_in_id: id,
      photo_sha256: sha,
      state: stored ? 'TERVERIFIKASI' : 'TERCATAT',
      photo_state: stored ? 'STORED' : 'AWAITED',
    };
    return { ok: true, status: 200, value: { record, receipt: this.receipt(id) } };
  }

  /** The bucket's side: takes the bytes under the key of the form. */
  readonly sendPhoto: SendPhoto = async (upload, jpeg, onProgress) => {
    if (!this.online) return 'FAILED';
    onProgress(100);
    const sha = /(\w{64})\.jpg$/.exec(upload.fields['key'] ?? '')?.[1];
    if (!(sha && this.takesForms)) return 'FORM_REFUSED';
    this.photos.set(sha, jpeg);
    return 'STORED';
  };
}

const refusal = (status: number, code: ProblemCode, body: object = {}): Answer<never> => ({
  ok: false,
  fault: {
    kind: 'PROBLEM',
    problem: problemOf(status, { type: `/masalah/${code}`, ...body }, null),
  },
});
