-- Every service has these tables: stored facts, outbox, dead letters, access tokens, and the records of operations.

-- One row for each participant (or other key). A transaction locks it before it decides anything about the key.
create table fact_keys (
    key text primary key
);

create table facts (
    topic    text    not null,
    key      text    not null,
    version  bigint  not null,
    snapshot text    not null,
    -- false if this service has read the snapshot back from its own topic, where somebody else may have written it
    decided  boolean not null default true,
    primary key (key, topic)
) with (fillfactor = 80);

-- The service's own topics that it has read to their end since this database was created.
create table topics_read (
    topic text primary key
);

create table outbox (
    id         bigint generated always as identity primary key,
    shard      smallint    not null,
    topic      text        not null,
    key        bytea,
    headers    text        not null,
    body       bytea,
    created_at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

create table dead_letters (
    id         uuid        not null default gen_random_uuid() unique,
    topic      text        not null,
    partition  integer     not null,
    "offset"   bigint      not null,
    written_at timestamptz not null,
    -- a foreign record's key may be any bytes, of any length
    key        bytea,
    -- null if the record has none; tells whether a record on another partition is newer
    version    bigint,
    headers    text        not null,
    body       bytea,
    reason     text        not null,
    detail     text        not null,
    status     text        not null default 'waiting'
        check (status in ('waiting', 'skipped', 'replayed', 'superseded', 'discarded')),
    parked_at  timestamptz not null default now(),
    primary key (topic, partition, "offset", written_at)
);
create index on dead_letters (parked_at, "offset", id) where status = 'waiting';
-- a hash, since a B-tree can't hold a long key
create index on dead_letters using hash (key);

create table access_tokens (
    id               uuid primary key     default gen_random_uuid(),
    token_hash       bytea       not null unique,
    scope            text        not null
        check (scope in ('lead-provider', 'school', 'appropriate-body', 'support', 'finance', 'operations')),
    lead_provider_id uuid,
    -- the schools that a school portal's token is limited to; null: all of them
    school_urns      text[],
    description      text,
    created_at       timestamptz not null default now(),
    expires_at       timestamptz,
    revoked_at       timestamptz,
    last_used_at     timestamptz,
    check ((scope = 'lead-provider') = (lead_provider_id is not null))
);

-- The actions of operations. Rows are only added, until the retention job deletes them.
create table audit_log (
    id         bigint generated always as identity primary key,
    subject    text        not null check (subject in ('dead-letter', 'rebuild', 'check', 'skip', 'republication')),
    subject_id uuid        not null,
    action     text        not null,
    -- the access token and its description, or the service itself
    actor      text        not null,
    reason     text,
    detail     text,
    -- whether a record was edited before it was replayed
    edited     boolean     not null default false,
    at         timestamptz not null default now()
);
create index on audit_log (subject_id, id);

-- Rebuilds, checks and republications. A job without a heartbeat has ended with its instance and counts as failed.
create table reconciliation_jobs (
    id           uuid primary key     default gen_random_uuid(),
    kind         text        not null check (kind in ('rebuild', 'check', 'republication')),
    status       text        not null default 'running' check (status in ('running', 'done', 'failed')),
    -- the topic of a republication
    topic        text,
    -- null: all of them
    keys         text[],
    read         bigint      not null default 0,
    total        bigint      not null default 0,
    -- rows that a rebuild wrote because they differed, or records that a republication published
    changed      bigint      not null default 0,
    actor        text        not null,
    reason       text,
    detail       text,
    started_at   timestamptz not null default clock_timestamp(),
    heartbeat_at timestamptz not null default clock_timestamp(),
    finished_at  timestamptz,
    check ((status = 'running') = (finished_at is null))
);
create unique index one_running_job_of_all_keys on reconciliation_jobs (kind) where status = 'running' and keys is null;
create index on reconciliation_jobs (kind, started_at desc);

-- The mismatches that a check found.
create table mismatches (
    check_id       uuid not null references reconciliation_jobs,
    topic          text,
    key            text not null,
    kind           text not null,
    stored_version bigint,
    topic_version  bigint,
    detail         text not null,
    -- when a later check no longer found it
    resolved_at    timestamptz
);
create index on mismatches (check_id);
create index on mismatches (key) where resolved_at is null;

-- Requests to skip a record of a topic.
create table skips (
    id           uuid primary key     default gen_random_uuid(),
    topic        text        not null,
    partition    integer     not null,
    "offset"     bigint      not null,
    actor        text        not null,
    reason       text        not null,
    requested_at timestamptz not null default clock_timestamp(),
    skipped_at   timestamptz
);
create unique index one_open_request_per_record on skips (topic, partition, "offset") where skipped_at is null;
create index on skips (requested_at desc);

-- Requests that were sent with an Idempotency-Key, with their answers.
create table idempotency_keys (
    token_id       uuid        not null,
    key            text        not null,
    fingerprint    text        not null,
    answer         text,
    -- so that an answer about a participant is deleted with the participant
    participant_id text generated always as (coalesce(answer::jsonb ->> 'id', answer::jsonb ->> 'participant_id')) stored,
    created_at     timestamptz not null default now(),
    primary key (token_id, key)
);
create index on idempotency_keys (participant_id);
create index on idempotency_keys (created_at);
