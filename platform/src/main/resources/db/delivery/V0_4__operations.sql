-- What operations do: they decide about dead letters, rebuild what a service holds, and check it.

alter table dead_letters
    add column id     uuid not null default gen_random_uuid() unique,
    add column status text not null default 'waiting'
        check (status in ('waiting', 'replayed', 'superseded', 'discarded'));
create index on dead_letters (parked_at, "offset", id) where status = 'waiting';
create index on dead_letters (topic, key);

-- Who did what, and when. It is only ever added to.
create table operations_acts (
    id         bigint generated always as identity primary key,
    subject    text        not null check (subject in ('dead-letter', 'rebuild', 'check')),
    subject_id uuid        not null,
    act        text        not null,
    -- the access token and its description, or the service itself
    done_by    text        not null,
    reason     text,
    detail     text,
    -- whether a record was changed before it was replayed
    mended     boolean     not null default false,
    at         timestamptz not null default now()
);
create index on operations_acts (subject_id, id);

-- Readings of the topics once more: to mend what differs, or only to tell. One that ends with its instance says nothing
-- any more, and counts as failed then.
create table readings (
    id          uuid primary key     default gen_random_uuid(),
    kind        text        not null check (kind in ('rebuild', 'check')),
    status      text        not null default 'running' check (status in ('running', 'done', 'failed')),
    -- null: all of them
    keys        text[],
    read        bigint      not null default 0,
    total       bigint      not null default 0,
    -- rows that a rebuild has written because they differed
    changed     bigint      not null default 0,
    done_by     text        not null,
    reason      text,
    detail      text,
    started_at  timestamptz not null default clock_timestamp(),
    alive_at    timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    check ((status = 'running') = (finished_at is null))
);
create unique index one_whole_reading_at_a_time on readings (kind) where status = 'running' and keys is null;
create index on readings (kind, started_at desc);

-- What a check found different from the topics.
create table differences (
    check_id      uuid    not null references readings,
    topic         text,
    key           text    not null,
    kind          text    not null,
    held_version  bigint,
    topic_version bigint,
    detail        text    not null,
    -- when a later check found it gone
    mended_at     timestamptz
);
create index on differences (check_id);
create index on differences (key) where mended_at is null;
