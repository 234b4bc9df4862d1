-- Reasons are written with dashes.
drop index waiting_for_schedule;
create index waiting_for_schedule on facts (key)
    where topic = 'schedule-assignments' and snapshot like '%"reason":"no-such-%';

-- What was published about each participant's schedules, and because of which event.
create table schedule_history (
    id          bigint generated always as identity primary key,
    key         text        not null,
    change      text        not null,
    at          timestamptz not null,
    decided_at  timestamptz not null,
    cause_topic text,
    cause_id    text,
    cause_type  text
);

create index on schedule_history (key, id);
