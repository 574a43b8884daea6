-- oldest reader: 1
-- Instants are ticks of 100 ns since 1970-01-01T00:00Z, dates the number yyyyMMdd, truth values 0 and 1, hashes 32 bytes.
-- Entries. Derived columns: queue_day and queue_due order the work (null: never leased by the queue), shelf finds what is open (null: accepted).
-- A lease changes only columns that no index holds.
CREATE TABLE ksef_entry (
  entry_key {text} NOT NULL PRIMARY KEY,
  taxpayer {text} NOT NULL,
  context_type {integer} NOT NULL,
  context_value {text} NOT NULL,
  number {text} NOT NULL,
  hash {bytes} NOT NULL,
  issue_date {integer} NOT NULL,
  issued_at {integer} NOT NULL,
  mode {integer} NOT NULL,
  mode_reason {text} NOT NULL,
  mode_actor {text} NOT NULL,
  mode_at {integer} NOT NULL,
  deadline_kind {integer} NOT NULL,
  due {integer},
  stricter {integer},
  timeline_version {integer} NOT NULL,
  buyer_nip {text},
  has_attachment {integer} NOT NULL,
  reference_scope {text},
  reference_number {integer},
  behind {text},
  state {integer} NOT NULL,
  attempts {integer} NOT NULL,
  next_attempt {integer},
  session_reference {text},
  invoice_reference {text},
  last_sending_at {integer},
  corrects {bytes},
  ksef_number {text},
  invoicing_date {integer},
  acquisition_date {integer},
  sent_offline {integer},
  upo_hash {bytes},
  refusal_kind {integer},
  refusal_code {integer},
  refusal_text {text},
  refusal_original {text},
  note {text},
  printed_at {integer},
  handed_over_at {integer},
  handed_over_how {text},
  fence {integer} NOT NULL,
  lease_until {integer},
  lease_owner {text},
  queue_day {integer},
  queue_due {integer},
  shelf {integer}
);
CREATE INDEX ksef_entry_queue ON ksef_entry (taxpayer, queue_day, queue_due, entry_key) WHERE queue_day IS NOT NULL;
CREATE INDEX ksef_entry_shelf ON ksef_entry (shelf, entry_key) WHERE shelf IS NOT NULL;
CREATE INDEX ksef_entry_issue_date ON ksef_entry (issue_date, entry_key);
CREATE INDEX ksef_entry_number ON ksef_entry (number);
CREATE INDEX ksef_entry_hash ON ksef_entry (hash);
CREATE INDEX ksef_entry_corrects ON ksef_entry (corrects) WHERE corrects IS NOT NULL;
CREATE INDEX ksef_entry_behind ON ksef_entry (behind) WHERE behind IS NOT NULL;
CREATE INDEX ksef_entry_ksef_number ON ksef_entry (ksef_number) WHERE ksef_number IS NOT NULL;
CREATE INDEX ksef_entry_upo ON ksef_entry (upo_hash) WHERE upo_hash IS NOT NULL;
CREATE INDEX ksef_entry_missing_upo ON ksef_entry (entry_key) WHERE ksef_number IS NOT NULL AND upo_hash IS NULL;
CREATE UNIQUE INDEX ksef_entry_reference ON ksef_entry (reference_scope, reference_number) WHERE reference_number IS NOT NULL;
-- The bytes lie apart, so that a change of state does not write them again.
CREATE TABLE ksef_body (
  entry_key {text} NOT NULL PRIMARY KEY,
  bytes {bytes} NOT NULL
);
CREATE TABLE ksef_counter (
  scope {text} NOT NULL PRIMARY KEY,
  last {integer} NOT NULL
);
-- Documents of a total failure: in the register, never in the queue.
CREATE TABLE ksef_outside (
  seller_nip {text} NOT NULL,
  number {text} NOT NULL,
  reference_scope {text} NOT NULL,
  reference_number {integer} NOT NULL,
  issue_date {integer} NOT NULL,
  recorded_at {integer} NOT NULL,
  actor {text} NOT NULL,
  reason {text} NOT NULL,
  hash {bytes},
  PRIMARY KEY (seller_nip, number)
);
CREATE UNIQUE INDEX ksef_outside_reference ON ksef_outside (reference_scope, reference_number);
-- Evidence. at_rest holds the nanoseconds below a tick, since the chain covers them.
CREATE TABLE ksef_evidence (
  chain {text} NOT NULL,
  sequence {integer} NOT NULL,
  at {integer} NOT NULL,
  at_rest {integer} NOT NULL,
  actor {text} NOT NULL,
  kind {integer} NOT NULL,
  text {text} NOT NULL,
  payload_name {text},
  payload_hash {bytes},
  payload {bytes},
  previous {bytes} NOT NULL,
  hash {bytes} NOT NULL,
  PRIMARY KEY (chain, sequence)
);
CREATE TABLE ksef_notification (
  id {identity},
  entry_key {text} NOT NULL,
  kind {integer} NOT NULL,
  at {integer} NOT NULL,
  text {text} NOT NULL,
  visible_at {integer} NOT NULL
);
CREATE TABLE ksef_announcement (
  version {integer} NOT NULL PRIMARY KEY,
  kind {integer} NOT NULL,
  starts {integer} NOT NULL,
  ends {integer},
  published {integer},
  event_id {text},
  event_version {integer} NOT NULL,
  part {integer} NOT NULL,
  message_id {text},
  source {integer} NOT NULL,
  kind_text {text},
  confirmed {integer} NOT NULL,
  withdrawn {integer} NOT NULL,
  recorded_at {integer} NOT NULL,
  actor {text} NOT NULL
);
-- The greatest instant seen, by the clocks of the callers.
CREATE TABLE ksef_clock (
  id {integer} NOT NULL PRIMARY KEY,
  greatest {integer} NOT NULL
);
INSERT INTO ksef_clock (id, greatest) VALUES (1, -9223372036854775807);
CREATE TABLE ksef_budget (
  context {text} NOT NULL,
  call_group {text} NOT NULL,
  blocked_until {integer} NOT NULL,
  PRIMARY KEY (context, call_group)
);
CREATE TABLE ksef_budget_call (
  id {identity},
  context {text} NOT NULL,
  call_group {text} NOT NULL,
  at {integer} NOT NULL,
  calls {integer} NOT NULL
);
CREATE INDEX ksef_budget_call_window ON ksef_budget_call (context, call_group, at);
