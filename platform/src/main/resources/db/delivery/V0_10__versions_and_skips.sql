-- What a service has said itself, and what it has only read back from its own topic: somebody else may have put that there.
alter table facts add column decided boolean not null default true;

-- The own topics that were read to their end since this database was made.
create table topics_read (
    topic text primary key
);

-- By it a letter is known to be older than what came on another partition; null where the record tells none.
alter table dead_letters add column version bigint;

alter table dead_letters drop constraint dead_letters_status_check;
alter table dead_letters add constraint dead_letters_status_check
    check (status in ('waiting', 'skipped', 'replayed', 'superseded', 'discarded'));

-- Records that operations want passed over, each once.
create table skips (
    id          uuid primary key     default gen_random_uuid(),
    topic       text        not null,
    partition   integer     not null,
    "offset"    bigint      not null,
    done_by     text        not null,
    reason      text        not null,
    asked_at    timestamptz not null default clock_timestamp(),
    taken_at    timestamptz
);
create unique index one_skip_of_a_record on skips (topic, partition, "offset") where taken_at is null;
create index on skips (asked_at desc);

alter table operations_acts drop constraint operations_acts_subject_check;
alter table operations_acts add constraint operations_acts_subject_check
    check (subject in ('dead-letter', 'rebuild', 'check', 'skip', 'republication'));
