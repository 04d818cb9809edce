/**
 * What travels between the server and the app, field by field. One file for both entries; the golden
 * JSON of tests/wire is read against it. Times are RFC 3339 UTC, dates are YYYY-MM-DD in WIB.
 */

export type Id = string;
export type Time = string;
export type DateText = string;

export type ActivityKind =
  | 'APEL_PAGI'
  | 'APEL_SORE'
  | 'UPACARA'
  | 'RAPAT'
  | 'MONEV'
  | 'SOSIALISASI'
  | 'SENAM'
  | 'LAINNYA';
export type Code =
  | 'H'
  | 'T'
  | 'DL'
  | 'I'
  | 'S'
  | 'C'
  | 'TB'
  | 'DK'
  | 'PK'
  | 'GT'
  | 'TK'
  | 'L'
  | 'O';
export type RecordState =
  | 'BELUM'
  | 'TERCATAT'
  | 'TERSIMPAN'
  | 'TERVERIFIKASI'
  | 'TELAAH'
  | 'DITERIMA'
  | 'DITOLAK';
export type PermitState = 'DIAJUKAN' | 'DISETUJUI' | 'DITOLAK' | 'DIBATALKAN';
export type PermitKind = 'DL' | 'S' | 'I' | 'C' | 'GT' | 'TB' | 'DK';
export type Mark =
  | 'langsung'
  | 'berkas'
  | 'luring'
  | 'saksi'
  | 'ganti-foto'
  | 'kunci-diganti'
  | 'kode-tempat-salah'
  | 'belum-diputus'
  | 'tanpa-perangkat';
export type Role = 'admin_opd' | 'kepala_opd' | 'bkpsda' | 'auditor';
export type Stage = 'lokal' | 'uji' | 'produksi';

export interface Window {
  opens: Time;
  starts: Time;
  late_after: Time;
  closes: Time;
}
export interface Opd {
  id: Id;
  name: string;
}
export interface Unit {
  no: number;
  name: string;
}
export interface Person {
  pegawai_id: Id;
  name: string;
  unit: Unit;
}
export interface Venue {
  name: string;
  lat?: number;
  lon?: number;
  radius_m?: number;
  /** Each unit's own: coordinates are then those of the reader's unit. */
  own_office?: boolean;
}

export interface Appointment {
  role: Role;
  opd: Opd | null;
  unit: Unit | null;
  title: string;
  duties: string[];
  until: DateText | null;
}
/** Where a file of SIMPEG stands (domain/imports.py). */
export type ImportState =
  | 'MENUNGGU'
  | 'MEMERIKSA'
  | 'KOLOM'
  | 'PRATINJAU'
  | 'TERJADWAL'
  | 'MENERAPKAN'
  | 'SELESAI'
  | 'DITOLAK';
export type ChangeKind = 'GALAT' | 'RAGU' | 'NONAKTIF' | 'PINDAH' | 'BARU' | 'BERUBAH';
/** What a person says of one line: left out, or of a doubt who it is. */
export type ImportAnswer = 'TIDAK' | 'SAMA' | 'DUA';
export interface ImportFile {
  id: Id;
  file_name: string;
  by: string;
  at: string;
  changed_at: string;
  state: ImportState;
  rev: number;
  headers: string[];
  missing: string[];
  rows: number;
  counts: Record<ChangeKind, number>;
  /** How many may leave without their number being typed in. */
  free_leavers: number;
  answers: { number: number; says: ImportAnswer }[];
  total: number;
  done: number;
  /** From which day on it counts. */
  since: DateText | null;
  /** The first day since which it may count: what is before is FINAL. */
  earliest: DateText;
  problem: string | null;
}
/** One line of what an import changes; of a refused row its place alone. */
export interface ImportChange {
  kind: ChangeKind;
  /** Null where nothing can be said of it. */
  number: number | null;
  nip: string;
  name: string;
  /** Field, before, after. */
  fields: [string, string, string][];
  row: number;
  column: string;
  code: string;
}

/** Who is appointed to what at an OPD, now or later. */
export interface Held {
  pegawai_id: Id;
  name: string;
  role: 'admin_opd' | 'kepala_opd';
  since: DateText;
  until: DateText | null;
  unit: number;
  duties: string[];
  title: '' | 'Plt.' | 'Plh.';
  decree: string;
  active: boolean;
}
/** What covers every OPD. */
export type RegencyRole = 'bkpsda' | 'auditor';
export interface RegencyHeld extends Omit<Held, 'role'> {
  role: RegencyRole;
}
/** Somebody is proposed for such a role; a second person confirms it (domain/proposals.py). */
export interface Proposal {
  id: Id;
  pegawai_id: Id;
  name: string;
  role: RegencyRole;
  since: DateText;
  until: DateText | null;
  reason: string;
  by: Id;
  by_name: string;
  at: Time;
  /** On which it may be confirmed. */
  last_day: DateText;
  waiting: boolean;
  state: 'MENUNGGU' | 'DIKUKUHKAN' | 'DITOLAK' | 'DITARIK';
  decision: { by_name: string; at: Time; reason: string } | null;
}
export interface RegencyRoles {
  held: RegencyHeld[];
  /** Those that wait first, then what became of the last ones. */
  proposals: Proposal[];
  open_days: number;
}
export interface AppointmentDesk {
  id: Id;
  name: string;
  trial: boolean;
  trial_ended_on: DateText | null;
  units: { no: number; name: string; parent: number | null }[];
  held: Held[];
  /** Roles that nobody holds today; `since` null: nobody ever did. */
  vacant: { role: Held['role']; since: DateText | null }[];
  /** Who holds something here and belongs to another OPD now, or (null) to none any more. */
  moved: { pegawai_id: Id; to: string | null }[];
}
export type DayKind = 'LIBUR' | 'CUTI_BERSAMA' | 'MASUK';
/** Who of BKPSDA set it, when, by which letter. */
export interface CalendarChange {
  by: string;
  at: Time;
  decree: string;
}
/** A day that the package names or that was changed. */
export interface CalendarDay {
  date: DateText;
  kind: DayKind;
  name: string;
  /** OPDs that work on this day off. */
  working: Id[];
  package: { kind: DayKind; name: string };
  changed: CalendarChange | null;
}
/** Held on `date`; named by its own date. */
export interface Ceremony {
  date: DateText;
  own_date: DateText;
  title: string;
  changed: CalendarChange | null;
}
export interface RegencyYear {
  year: number;
  version: number;
  /** 0 is Monday; each holds from its day on. */
  apel_weekdays: { since: DateText; weekday: number }[];
  days: CalendarDay[];
  ceremonies: Ceremony[];
}
export type SettingName =
  | 'apel_times'
  | 'ceremony_times'
  | 'apel_weekday'
  | 'apel_title'
  | 'apel_venue'
  | 'challenges'
  | 'columns'
  | 'lock_after_working_days'
  | 'relock_after_working_days'
  | 'reminders'
  | 'evening_reminder_at'
  | 'reminder_before_closing'
  | 'heads_told_at'
  | 'publish_weekday'
  | 'publish_at'
  | 'attention_below_percent'
  | 'unexplained_in_a_row'
  | 'sampled_percent'
  | 'seat'
  | 'publisher'
  | 'letterhead_address'
  | 'government'
  | 'letterhead_image';
/** Times as `07:15`; the times of an activity and the columns by name. */
export type SettingValue = number | string | readonly string[] | Readonly<Record<string, string>>;
/** A value from that day on, and who set it. */
export interface SettingHeld {
  value: SettingValue;
  since: DateText;
  by: string;
  at: Time;
}
export interface Setting {
  name: SettingName;
  form:
    | 'JAM_KEGIATAN'
    | 'JAM'
    | 'HARI'
    | 'ANGKA'
    | 'TEKS'
    | 'DAFTAR'
    | 'KOLOM'
    | 'PILIHAN'
    | 'GAMBAR';
  /** Of a text or a list: how long. */
  least: number | string | null;
  most: number | string | null;
  unit: string;
  default: SettingValue;
  /** What holds today. */
  value: SettingValue;
  /** Null: the default. */
  changed: SettingHeld | null;
  start: 'HARI_INI' | 'BESOK' | 'SENIN' | 'BELUM_DIRENCANAKAN';
  earliest: DateText;
  coming: SettingHeld[];
}
export interface RegencySettings {
  version: number;
  /** Seconds until every server goes by a change. */
  picked_up_s: number;
  settings: Setting[];
  /** The columns that each code may be counted in. */
  columns: Record<string, string[]>;
}
export interface DutyPerson {
  pegawai_id: Id;
  /** Null: no longer of the OPD. */
  name: string | null;
  unit: string | null;
}
/** A letter a day: 1, 2, 3, L or -. */
export interface DutyRow extends DutyPerson {
  row: string;
}
export interface DutyClash {
  pegawai_id: Id;
  kind: 'izin' | 'tanpa-jeda' | 'pindah';
  date: DateText | null;
  code: Code | null;
}
/** A month's duty roster of an OPD; the month as 202611. */
export interface DutyMonth {
  month: string;
  version: number;
  rows: DutyRow[];
  permits: { pegawai_id: Id; date: DateText; code: Code }[];
  clashes: DutyClash[];
  activities: {
    id: Id;
    date: DateText;
    kind: string;
    title: string;
    closes: Time;
    on_shift: number;
  }[];
  locked: DateText[];
}
/** Whom a line of a spreadsheet may mean. */
export interface DutyMatch {
  name: string;
  sure: boolean;
  people: DutyPerson[];
}
export interface Me {
  pegawai_id: Id;
  name: string;
  call_name: string;
  salutation: 'Ibu' | 'Bapak';
  nip: string;
  employment: string;
  position: string;
  rank: string;
  /** Null where the person signs in by the NIP alone. */
  username: string | null;
  mail: string | null;
  unit: Unit;
  opd: Opd;
  roles: Appointment[];
  elevated: boolean;
  second_factor: 'NONE' | 'TOTP';
  second_factor_required: boolean;
  elevation_ends: Time | null;
  device: { state: 'BOUND' | 'PENDING' | 'NONE'; id: Id | null };
  session_ends: Time;
  admins: string[];
  unread: number;
  stage: Stage;
  notice_version_seen: number;
}

export interface PermitBrief {
  id: Id;
  kind: PermitKind;
  from: DateText;
  to: DateText;
  activity_id: Id | null;
  state: PermitState;
  reason: string | null;
}
export interface AttendanceRecord {
  ref: string;
  no: string;
  check_in_id: Id;
  recorded_at: Time;
  lo: Time;
  state: RecordState;
  code: 'H' | 'T';
  minutes_late: number;
  marks: Mark[];
  photo_sha256: string;
  photo_state: 'AWAITED' | 'STORED' | 'RETAKE';
  /** Another photo is wanted. No reason: this one arrived damaged. */
  retake: { reason: string | null; until: Time } | null;
  rejected: { reason: string } | null;
}
export interface TodayActivity {
  id: Id;
  kind: ActivityKind;
  title: string;
  date: DateText;
  window: Window;
  venue: Venue;
  challenge: string | null;
  required: boolean;
  cancelled: boolean;
  leader: boolean;
  ticket: string | null;
  state: RecordState;
  code: Code | null;
  record: AttendanceRecord | null;
  permit: PermitBrief | null;
  reason_until: DateText;
  reminded_at: Time | null;
}
export interface Notice {
  id: Id;
  at: Time;
  /** What happened; the app has its text, unless `data` brings words of its own. */
  kind: string;
  data: Readonly<Record<string, string>>;
  read: boolean;
}
export interface Today {
  server_time: Time;
  activities: TodayActivity[];
  permits: PermitBrief[];
}
export interface MonthActivity {
  id: Id;
  kind: ActivityKind;
  title: string;
  date: DateText;
  window: Window;
  venue: Venue;
  cancelled: boolean;
  code: Code | null;
  state: RecordState;
  record: AttendanceRecord | null;
  permit: PermitBrief | null;
  /** What an admin decided on somebody without a record. */
  decision: { code: Code; reason: string; by: string } | null;
  final: boolean;
  reason_until: DateText;
  /** Nobody decided until the lock, which counted it in their favour (domain.md §4). */
  undecided: boolean;
}
export interface Month {
  month: string;
  days: { date: DateText; activities: MonthActivity[] }[];
  counts: Partial<Record<Code, number>>;
}

export interface Device {
  id: Id;
  label: string;
  state: 'BOUND' | 'PENDING';
  since: Time;
  current: boolean;
}
export interface NewDevice {
  /** Base64 of the SPKI encoding of a P-256 public key. */
  public_key: string;
  label: string;
}

export interface ActivationCheck {
  name: string;
  unit: string;
  opd: string;
  recovery: boolean;
  roles: Role[];
  needs_totp: boolean;
}
export interface ActivationRequest {
  login: string;
  code: string;
  username?: string;
  password: string;
  notice_version: number;
  device?: NewDevice;
}
export interface TotpSecret {
  secret: string;
  uri: string;
}

export interface PhotoFacts {
  /** 64 lower-case hex digits of the JPEG as taken. */
  sha256: string;
  size: number;
}
export type PhotoSource = 'CAMERA' | 'FILE';
export interface Place {
  lat: number;
  lon: number;
  accuracy_m: number;
  age_s: number;
}
export interface CheckInRequest {
  id: Id;
  activity_id: Id;
  ticket: string;
  photo: PhotoFacts;
  captured_at: Time;
  clock_offset_ms: number | null;
  source: PhotoSource;
  offline: boolean;
  place: Place | null;
  device: { id: Id; signature: string } | null;
}
export interface Upload {
  url: string;
  fields: Record<string, string>;
  expires_at: Time;
}
export interface Receipt {
  ref: string;
  no: string;
  token: string;
  check_in_id: Id;
  activity_id: Id;
  recorded_at: Time;
  code: 'H' | 'T';
  state: RecordState;
  minutes_late: number;
  marks: Mark[];
}
export interface CheckInAnswer {
  receipt: Receipt;
  /** None for a photo that was replaced meanwhile. */
  upload: Upload | null;
}
export interface CheckInState {
  record: AttendanceRecord;
  receipt: Receipt;
}
export interface AnotherPhotoRequest {
  photo: PhotoFacts;
  source: PhotoSource;
  captured_at: Time;
}

export interface Letter {
  number?: string;
  purpose?: string;
  photos: PhotoFacts[];
}
export interface PermitRequest {
  id: Id;
  kind: PermitKind;
  from: DateText;
  to: DateText;
  activity_id?: Id;
  reason?: string;
  letter?: Letter;
  people?: Id[];
}
export interface PermitPerson extends Person {
  /** Whose admin decides about this person. */
  opd: Opd;
  state: PermitState;
  reason: string | null;
  decided_by: string | null;
  decided_at: Time | null;
}
export interface Permit {
  id: Id;
  kind: PermitKind;
  from: DateText;
  to: DateText;
  activity_id: Id | null;
  reason: string | null;
  letter: { number: string | null; purpose: string | null; photos: number } | null;
  created_at: Time;
  created_by: Id;
  opd: Opd;
  people: PermitPerson[];
  state: PermitState;
}
export interface Colleague extends Person {
  opd: Opd;
}

export type Check =
  | { valid: false }
  | {
      valid: true;
      kind: 'receipt';
      name: string;
      nip_masked: string;
      unit: string;
      activity: { title: string; date: DateText };
      recorded_at: Time;
      code: Code | null;
      no: string;
    }
  | {
      valid: true;
      kind: 'recap';
      opd: string;
      title: string;
      /** As it is printed: FINAL v1, SEMENTARA or UJI COBA. */
      status: string;
      total: number;
      present: number;
      percent: string;
      /** The newest edition of its week, where one came after it. */
      newer: { status: string; at: Time } | null;
    };

export interface DeskOpd extends Opd {
  trial: boolean;
}
export interface Badges {
  permits: number;
  devices: number;
}
export interface Activity {
  id: Id;
  kind: ActivityKind;
  title: string;
  date: DateText;
  window: Window;
  venue: Venue;
  cancelled: boolean;
  cancelled_because: string | null;
  final: boolean;
  regency: boolean;
  /** Numbers of the units that take part; none: all. */
  units: number[];
  source: 'PLAN' | 'PERSON';
  /** One of several that were made together. */
  series: boolean;
  /** How many other OPDs are invited. */
  guests: number;
  /** It is another OPD's, which invites this one. */
  invited: boolean;
  /** This OPD has said whom it sends. */
  answered: boolean;
}
/** Another OPD at an own activity: counts alone. */
export interface Guest {
  opd: Opd;
  answered: boolean;
  everybody: boolean;
  units: number;
  people: number;
  /** Of its newest recap; null: not compiled yet. */
  present: number | null;
}
export interface Guests {
  guests: Guest[];
  /** That may be invited; none once it has opened. */
  others: Opd[];
}
/** Another OPD's activity, and whom this one sends. */
export interface Invitation {
  activity: Activity;
  host: Opd;
  answered: boolean;
  /** An answer goes over this one alone. */
  version: number;
  everybody: boolean;
  units: number[];
  people: { pegawai_id: Id; name: string }[];
}
export interface Answering {
  version: number;
  everybody: boolean;
  units?: number[];
  people?: Id[];
}
export interface NewActivity {
  id: Id;
  kind: ActivityKind;
  title: string;
  date: DateText;
  window: Window;
  venue: Venue;
  challenge?: string;
  /** Of the OPD that organises it. */
  leader?: Id;
  /** Of the OPD that organises it; none: all. */
  units?: number[];
  /** Of one of the regency; none: all. */
  opds?: Id[];
}
/** The same on further days: of each week (Monday 0), or of each month on the day of the first. */
export interface NewSeries extends NewActivity {
  repeat: { weekdays?: number[]; until: DateText };
}
/** An activity as its organiser changes it: with what is a secret until it opens. */
export interface OwnActivity {
  id: Id;
  kind: ActivityKind;
  title: string;
  date: DateText;
  window: Window;
  venue: Venue;
  cancelled: boolean;
  /** A change goes over this one alone. */
  version: number;
  challenge: string;
  leader: { pegawai_id: Id; name: string } | null;
  units: number[];
  /** None: every OPD. */
  opds: Id[];
  series: boolean;
}
export type ActivityChange = Omit<NewActivity, 'id' | 'date' | 'opds'> & {
  version: number;
  /** Also what comes after it in its series. */
  following?: boolean;
};
export interface BoardPerson {
  pegawai_id: Id;
  name: string;
  unit_no: number;
  state: RecordState;
  code: Code | null;
  /** Something of theirs is before a person or on its way. */
  waiting: boolean;
  at: Time | null;
  unproven: boolean;
  /** Another photo was asked for: it is the person's turn. */
  retake: boolean;
  permit: { kind: PermitKind; state: PermitState } | null;
  reminded_at: Time | null;
}
export type Phase = 'BEFORE' | 'OPEN' | 'CLOSED';
export interface Board {
  activity: Activity;
  opd: Opd;
  server_time: Time;
  phase: Phase;
  cursor: string;
  /** Everybody expected; else only who changed since the cursor, without permits. */
  full: boolean;
  units: Unit[];
  people: BoardPerson[];
}
export interface PhotoView {
  pegawai_id: Id;
  url: string | null;
  deleted: boolean;
}
export interface ReviewItem {
  pegawai_id: Id;
  name: string;
  unit_no: number;
  recorded_at: Time;
  state: RecordState;
  code: Code | null;
  marks: Mark[];
  reasons: { code: string; hard: boolean }[];
  /** The record as the reviewer saw it: a decision on anything else is refused. */
  t: string;
  retake: { reason: string; until: Time } | null;
  decided_by: string | null;
}
export interface Reviews {
  activity: Activity;
  photos: number;
  queue: ReviewItem[];
}
export type ReviewDecision = 'DITERIMA' | 'DITOLAK' | 'FOTO_ULANG';
export interface DeskPermit extends Omit<Permit, 'created_by' | 'has_doctor_letter' | 'letter'> {
  created_by: Id;
  letter: { number: string | null; purpose: string | null; photos: number };
}
export interface DeskPerson extends Person {
  nip: string;
  employment: string;
  position: string;
  account: 'NONE' | 'CODE' | 'ACTIVE' | 'OFF';
  roles: Role[];
  pending_devices: { id: Id; label: string; since: Time }[];
}
export interface DeskUnit extends Unit {
  parent: number | null;
  /** People in the unit itself, without those of the units below it. */
  people: number;
}
export interface People {
  units: DeskUnit[];
  people: DeskPerson[];
  total: number;
  next: number | null;
}
/** Somebody in the regency's list: no account is read for it. */
export interface RegencyPerson extends Person {
  opd: Opd;
  nip: string;
  employment: string;
}
export interface RegencyPeople {
  people: RegencyPerson[];
  total: number;
  /** Whose names fit what is sought; with the first page alone. */
  units: RegencyUnit[];
}
export interface RegencyUnit extends Unit {
  opd: Opd;
}
export interface Stay {
  since: DateText;
  opd: Opd;
  unit: Unit;
}
export interface BoundDevice {
  id: Id;
  label: string;
  state: 'BOUND' | 'PENDING';
  since: Time;
}
export interface PersonPage extends DeskPerson {
  rank: string;
  /** The newest first. */
  stays: Stay[];
  /** Null where this role may not see them. */
  permits: { id: Id; kind: Code; from: DateText; to: DateText; state: PermitState }[] | null;
  devices: BoundDevice[] | null;
}
export interface TimelineActivity {
  id: Id;
  title: string;
  window: Window;
  code: Code | null;
  waiting: boolean;
  final: boolean;
}
export interface Timeline {
  activities: TimelineActivity[];
}
export interface PersonEvent {
  id: Id;
  at: Time;
  action: string;
  /** Null: the system itself. */
  by: string | null;
}
export interface CodeSheet {
  codes: IssuedCode[];
  /** Where the next part of the unit begins; null: there is none. */
  next: Id | null;
  left: number;
}
export interface IssuedCode {
  pegawai_id: Id;
  name: string;
  unit: string;
  login: string;
  code: string;
  expires: Time;
  recovery: boolean;
}

/**
 * An OPD at an activity: its place in the list, 1 in its trial, then expected, present, late, excused,
 * pending, unexplained; then how many came in each stretch around the start.
 */
export type OverviewRow = [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  ...arrivals: number[],
];
export interface OverviewActivity {
  id: Id;
  kind: ActivityKind;
  date: DateText;
  as_of: Time;
  final: boolean;
  rows: OverviewRow[];
}
/** The regency's apels and ceremonies of 52 weeks, by day. */
export interface Overview {
  today: DateText;
  opds: DeskOpd[];
  activities: OverviewActivity[];
}
export interface FollowUps {
  vacant: { opd: Opd; roles: Role[] }[];
  letters: { opd: Opd; count: number }[];
  /** People who are TK so many times in a row. */
  in_a_row: { times: number; opds: { opd: Opd; count: number }[] };
}

export interface RecapFigures {
  expected: number;
  unexplained: number;
  excused: number;
  pending: number;
  absent: number;
  present: number;
  /** `97,35%`; a dash of nothing. */
  percent: string;
  late: number;
  codes: Partial<Record<Code, number>>;
}
export interface RecapRow extends RecapFigures {
  no: number;
  /** Of an OPD in the regency's table. */
  id?: Id;
  /** Of a unit in an OPD's table. */
  unit_no?: number;
  name: string;
  /** Shown, but left out of the regency's totals. */
  trial: boolean;
}
export type RecapStatus = 'SEMENTARA' | 'FINAL';
export interface RecapTable {
  /** Without an id: the sum of the week. */
  activity: { id: Id | null; title: string; kind: ActivityKind; date: DateText };
  status: RecapStatus;
  trial: boolean;
  version: number | null;
  as_of: Time;
  locks_on: DateText | null;
  has_pending: boolean;
  fingerprint: string;
  rows: RecapRow[];
  total: RecapFigures;
  notes: string[];
  /** For WhatsApp groups. */
  text: string;
  /** Against the version before; a name only for who may see it. */
  difference: { name: string | null; before: Code | null; after: Code | null }[] | null;
  reopened: { reason: string; by: string; at: Time } | null;
  seen_share: { seen: number; of: number; percent: string };
}
export type RecapFile = 'PDF' | 'XLSX' | 'CSV';
/** One that was published; it stays as it is. */
export interface Edition {
  version: number;
  status: RecapStatus;
  /** As it is printed: FINAL v1, SEMENTARA or UJI COBA. */
  state: string;
  at: Time;
}
export interface Recap {
  week: string;
  opd: Opd | null;
  published: Edition[];
  tables: RecapTable[];
  files: RecapFile[];
  /** The OPDs, by name, for whose tables the regency's week waits. */
  awaited: string[];
  may_reopen: boolean;
  previous: string | null;
  next: string | null;
}

/** An OPD's units in twelve weeks, oldest first; null where one had no table. */
export interface RecapUnits {
  weeks: string[];
  units: { no: number; name: string; weeks: (UnitWeek | null)[] }[];
}
/** Expected, present, late, excused, pending, unexplained. */
export type UnitWeek = [number, number, number, number, number, number];

/** Where a unit is, and how far around it somebody is still there. */
export interface Office {
  lat: number;
  lon: number;
  radius_m: number;
}
export interface OfficeUnit extends Unit {
  office: Office | null;
}
/** Of an OPD's units that one looks after; the OPD itself is 0. */
export interface Offices {
  version: number;
  units: OfficeUnit[];
}

/** The image of the own signature that a head has printed for an OPD; null: none. */
export interface SignatureImage {
  image: string | null;
  since: Time | null;
  url: string | null;
  opd: string;
  /** As it is printed in the signature block, without Plt. or Plh. */
  office: string;
  /** The OPD publishes for the regency: its head signs that recap, too. */
  regency: boolean;
}

/** Which part of the app a report is about. */
export type ReportPart = 'KAMERA' | 'KIRIM' | 'MASUK' | 'LAINNYA';
export interface ReportRequest {
  id: Id;
  part: ReportPart;
  text: string;
  version: string;
  /** Photos in the outbox. */
  unsent: number;
}
/** As BKPSDA reads it: nobody's. */
export interface ProblemReport extends ReportRequest {
  at: string;
}
