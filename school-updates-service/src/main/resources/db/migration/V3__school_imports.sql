-- Imports of the schools register, and its links between schools.

create table school_imports (
    id            uuid primary key,
    kind          text        not null check (kind in ('schools', 'links')),
    status        text        not null default 'running'
        check (status in ('running', 'finished', 'failed', 'interrupted')),
    -- rows of the file
    rows_read     integer     not null default 0,
    rejected      integer     not null default 0,
    -- schools
    added         integer     not null default 0,
    changed       integer     not null default 0,
    closed        integer     not null default 0,
    urns_replaced integer     not null default 0,
    merged        integer     not null default 0,
    unchanged     integer     not null default 0,
    detail        text,
    started_at    timestamptz not null default clock_timestamp(),
    heartbeat_at  timestamptz not null default clock_timestamp(),
    finished_at   timestamptz
);
create unique index one_import_at_a_time on school_imports ((true)) where status = 'running';
create index on school_imports (started_at, id);

-- What is wrong in the file of an import.
create table school_import_problems (
    import_id uuid    not null references school_imports on delete cascade,
    line      bigint  not null,
    -- false if only a detail of the row was left out
    rejected  boolean not null,
    reason    text    not null,
    primary key (import_id, line, rejected)
);

-- The register's links to successors, from its newest links file. Either school may be unknown here.
create table school_links (
    urn           text not null,
    successor_urn text not null,
    kind          text not null check (kind in ('replaced', 'merged', 'amalgamated', 'split')),
    import_id     uuid not null references school_imports,
    primary key (urn, successor_urn)
);
create index on school_links (successor_urn);
create index on school_links (import_id);
