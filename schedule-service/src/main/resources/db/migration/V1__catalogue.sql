-- The catalogue: which schedules each contract period has, and when their declarations may be dated.
-- What of it is published, in which version, stands in facts.

create table contract_periods (
    year                            integer primary key check (year between 2000 and 2999),
    started_on                      date    not null,
    finished_on                     date    not null,
    enabled                         boolean not null,
    payments_frozen_at              timestamptz,
    mentor_funding_enabled          boolean not null,
    detailed_evidence_types_enabled boolean not null,
    uplift_fees_enabled             boolean not null,
    check (extract(year from started_on) = year),
    check (finished_on > started_on),
    exclude using gist (daterange(started_on, finished_on, '[]') with &&)
);

create table schedules (
    year       integer not null references contract_periods,
    identifier text    not null
        check (identifier ~ '^ecf-(standard|extended|reduced|replacement)-(september|january|april)$'),
    primary key (year, identifier)
);

-- in the order in which a training's declarations follow each other
create type declaration_type as enum (
    'started', 'retained-1', 'retained-2', 'retained-3', 'retained-4', 'completed',
    'extended-1', 'extended-2', 'extended-3'
);

create table milestones (
    year             integer          not null,
    identifier       text             not null,
    declaration_type declaration_type not null,
    start_date       date             not null,
    milestone_date   date,
    primary key (year, identifier, declaration_type),
    foreign key (year, identifier) references schedules,
    check (start_date >= make_date(year, 6, 1)),
    check (milestone_date > start_date)
);

-- Whose training waits for a schedule is asked whenever the catalogue has grown.
create index waiting_for_schedule on facts (key)
    where topic = 'schedule-assignments' and snapshot like '%"reason":"no_such_%';
