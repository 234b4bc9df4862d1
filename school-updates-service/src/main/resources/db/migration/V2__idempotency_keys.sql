-- Requests that callers may send again, and what they were answered. Answers hold names, so they don't stay.

create table idempotency_keys (
    token_id       uuid        not null,
    key            text        not null,
    fingerprint    text        not null,
    answer         text,
    -- so that what was said about a person goes when the person does
    participant_id text generated always as (coalesce(answer::jsonb ->> 'id', answer::jsonb ->> 'participant_id')) stored,
    created_at     timestamptz not null default now(),
    primary key (token_id, key)
);
create index on idempotency_keys (participant_id);
create index on idempotency_keys (created_at);
